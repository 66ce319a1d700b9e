package io.fermata.tools.egress;

import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The pooled client, with everything off that would act on its own: redirects, retries, cookies, decompression. */
final class HttpConnections {
    /** An idle connection older than this is probed before use, or a `none` tool could end as unknown for nothing. */
    private static final TimeValue PROBE_AFTER = TimeValue.ofMilliseconds(500);

    /** Names are looked up, and addresses checked, again at least this often. */
    private static final TimeValue LIFETIME = TimeValue.ofMinutes(2);

    private HttpConnections() {}

    static CloseableHttpClient client(DnsResolver dns, EgressLimits limits) {
        return HttpClients.custom()
                .setConnectionManager(connections(dns, limits))
                .setUserAgent("fermata")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictExpiredConnections()
                .build();
    }

    private static HttpClientConnectionManager connections(DnsResolver dns, EgressLimits limits) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(dns)
                .setMaxConnTotal(limits.connections())
                .setMaxConnPerRoute(limits.connectionsPerHost())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connectTimeout()))
                        .setValidateAfterInactivity(PROBE_AFTER)
                        .setTimeToLive(LIFETIME)
                        .build())
                .build();
    }
}
