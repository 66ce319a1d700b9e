package io.fermata.gateway.tls;

import java.util.Set;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.util.ObjectUtils;

/**
 * A server that is given a certificate speaks TLS 1.3 alone unless other versions are chosen. This cannot be a default
 * setting: the first one below {@code server.ssl} turns TLS on, and a bundle does not look at them.
 */
public final class TlsVersions implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory> {
    private static final String DEFAULT = "TLSv1.3";

    @Override
    public void customize(AbstractConfigurableWebServerFactory server) {
        Ssl ssl = server.getSsl();
        if (ssl != null && ssl.isEnabled()) {
            limit(server, ssl);
        }
    }

    private static void limit(AbstractConfigurableWebServerFactory server, Ssl ssl) {
        String[] chosen = ssl.getEnabledProtocols();
        String[] versions = chosen == null || ObjectUtils.isEmpty(chosen) ? new String[] {DEFAULT} : chosen;
        ssl.setEnabledProtocols(versions);
        SslBundles bundles = server.getSslBundles();
        if (bundles != null) {
            server.setSslBundles(new ServerBundles(bundles, Set.of(versions)));
        }
    }
}
