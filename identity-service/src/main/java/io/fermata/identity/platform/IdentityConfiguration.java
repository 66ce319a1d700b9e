package io.fermata.identity.platform;

import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class IdentityConfiguration {
    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }
}
