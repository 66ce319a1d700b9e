package io.fermata.starter.metrics;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Labels that every service makes alike. */
@AutoConfiguration
@EnableConfigurationProperties(MetricsProperties.class)
public class MetricsAutoConfiguration {
    @Bean
    TenantLabels tenantLabels(MetricsProperties properties) {
        return new TenantLabels(properties.tenants());
    }
}
