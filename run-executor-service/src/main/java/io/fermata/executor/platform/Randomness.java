package io.fermata.executor.platform;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Randomness {

    /** For jitter; a bean so that tests can have a known one. */
    @Bean
    RandomGenerator randomGenerator() {
        return new SecureRandom();
    }
}
