package io.fermata.gateway.platform;

import io.fermata.gateway.tls.TlsVersions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listed for the management context too: its port is a server of its own, which sees no customizers but its own. */
@Configuration(proxyBeanMethods = false)
class TlsConfiguration {
    @Bean
    TlsVersions tlsVersions() {
        return new TlsVersions();
    }
}
