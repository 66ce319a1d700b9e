package io.fermata.starter.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long events are kept and how large they may be.
 *
 * @param retention how long relayed rows are kept, so that a lost topic or slot can be rebuilt from them
 * @param maxEventSize the largest payload; must stay below what the broker takes as one record
 */
@ConfigurationProperties(prefix = "fermata.outbox", ignoreUnknownFields = false)
public record OutboxProperties(
        @DefaultValue("3d") Duration retention,
        @DefaultValue("900KB") DataSize maxEventSize) {

    public OutboxProperties {
        if (retention.isNegative()) {
            throw new IllegalArgumentException("fermata.outbox.retention must not be negative");
        }
    }
}
