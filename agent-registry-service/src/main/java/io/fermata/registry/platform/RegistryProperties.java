package io.fermata.registry.platform;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set for this service.
 *
 * @param toolsUrl where tool-service is
 * @param toolsTimeout how long it may keep us waiting for an answer
 */
@ConfigurationProperties(prefix = "fermata.registry", ignoreUnknownFields = false)
public record RegistryProperties(
        @DefaultValue("http://127.0.0.1:8084") URI toolsUrl,
        @DefaultValue("2s") Duration toolsTimeout) {
    public RegistryProperties {
        if (toolsTimeout.isNegative() || toolsTimeout.isZero()) {
            throw new IllegalArgumentException("fermata.registry.tools-timeout must be more than 0: " + toolsTimeout);
        }
    }
}
