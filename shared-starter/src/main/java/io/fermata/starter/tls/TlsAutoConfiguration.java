package io.fermata.starter.tls;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Listed for the management context too: its port is a server of its own, which sees no customizers but its own. */
@AutoConfiguration
public class TlsAutoConfiguration {
    @Bean
    TlsVersions tlsVersions() {
        return new TlsVersions();
    }
}
