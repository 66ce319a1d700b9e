package io.fermata.identity.federation;

import io.fermata.identity.platform.IdentityProperties;
import io.fermata.starter.web.ContentCoding;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.entity.UrlEncodedFormEntity;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Calls to outside issuers: TLS, public addresses, no redirects, little time and little to read. */
@Component
class OutsideHttp implements AutoCloseable {
    private static final Timeout PATIENCE = Timeout.ofSeconds(5);

    /** For all of a call: a host that gives a byte now and then stays within every other limit. */
    private static final Duration OVERALL = Duration.ofSeconds(10);

    /** A tenant chooses its hosts, and slow ones must not take all connections from the others. */
    private static final int CONNECTIONS = 200;

    private static final int CONNECTIONS_PER_HOST = 10;
    private static final Timeout WAIT_FOR_CONNECTION = Timeout.ofSeconds(2);
    private static final int LARGEST_ANSWER = 256 * 1024;

    private final boolean plainAllowed;
    private final Duration overall;
    private final CloseableHttpClient http;
    private final ScheduledThreadPoolExecutor watchdog;

    @Autowired
    OutsideHttp(IdentityProperties properties) {
        this(properties, OVERALL);
    }

    OutsideHttp(IdentityProperties properties, Duration overall) {
        this.overall = overall;
        this.watchdog = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("outside-watchdog").factory());
        this.watchdog.setRemoveOnCancelPolicy(true);
        this.plainAllowed = properties.allowPrivateIssuers();
        this.http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                        .setTlsSocketStrategy(new CancellableTls())
                        .setDnsResolver(new PublicAddresses(properties.allowPrivateIssuers()))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(PATIENCE)
                                .setSocketTimeout(PATIENCE)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(WAIT_FOR_CONNECTION)
                        .setResponseTimeout(PATIENCE)
                        .build())
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Whether this may be the address of an issuer at all. */
    boolean allows(URI address) {
        boolean scheme = "https".equals(address.getScheme()) || (plainAllowed && "http".equals(address.getScheme()));
        return scheme && address.getHost() != null && address.getUserInfo() == null && address.getFragment() == null;
    }

    String get(URI address) {
        return send(address, new HttpGet(address));
    }

    String post(URI address, Map<String, String> form, String clientId, String clientSecret) {
        HttpPost request = new HttpPost(address);
        List<BasicNameValuePair> pairs = form.entrySet().stream()
                .map(field -> new BasicNameValuePair(field.getKey(), field.getValue()))
                .toList();
        request.setEntity(new UrlEncodedFormEntity(pairs, StandardCharsets.UTF_8));
        String basic = clientId + ":" + clientSecret;
        request.setHeader(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
        return send(address, request);
    }

    private String send(URI address, HttpUriRequestBase request) {
        if (!allows(address)) {
            throw new OutsideFailure("an address of the issuer may not be called");
        }
        request.setHeader("Accept", "application/json");
        request.setHeader("Accept-Encoding", ContentCoding.IDENTITY);
        ScheduledFuture<?> alarm = watchdog.schedule(request::cancel, overall.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return http.execute(request, CancellableTls.contextOf(request), answer -> read(request, answer));
        } catch (IOException e) {
            throw new OutsideFailure(
                    "the issuer cannot be reached: " + e.getClass().getSimpleName());
        } finally {
            alarm.cancel(false);
        }
    }

    private static String read(HttpUriRequestBase request, ClassicHttpResponse answer) throws IOException {
        try {
            return text(answer);
        } catch (OutsideFailure unread) {
            // Or closing the answer would read all that is left of it first.
            request.cancel();
            throw unread;
        }
    }

    private static String text(ClassicHttpResponse answer) throws IOException {
        if (answer.getCode() != 200 || answer.getEntity() == null) {
            throw new OutsideFailure("the issuer answered " + answer.getCode());
        }
        if (ContentCoding.isApplied(answer)) {
            throw new OutsideFailure("the issuer's answer is compressed, which was not asked for");
        }
        byte[] read = answer.getEntity().getContent().readNBytes(LARGEST_ANSWER + 1);
        if (read.length > LARGEST_ANSWER) {
            throw new OutsideFailure("the issuer's answer is too large");
        }
        return new String(read, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        watchdog.shutdownNow();
        http.close();
    }
}
