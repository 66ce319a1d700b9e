package io.fermata.starter.metrics;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much metrics tell apart.
 *
 * @param tenants how many tenants an instance names in labels; the others share one
 */
@ConfigurationProperties(prefix = "fermata.metrics", ignoreUnknownFields = false)
public record MetricsProperties(@DefaultValue("200") int tenants) {
    public MetricsProperties {
        if (tenants < 0) {
            throw new IllegalArgumentException("fermata.metrics.tenants must not be negative");
        }
    }
}
