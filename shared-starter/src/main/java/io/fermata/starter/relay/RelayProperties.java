package io.fermata.starter.relay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the relay of this replica works.
 *
 * @param enabled false where another deployment of the same service relays
 * @param pollInterval how long rows are gathered into a batch: what an idle relay adds to an event's way, at most
 * @param batchSize rows per batch at most
 * @param batchPatience how long the broker may take for a batch before the relay starts again with a new producer
 * @param standbyInterval how often a standing-by replica looks whether the slot is free
 * @param auditInterval how often the outbox is compared with what was relayed
 * @param restartDelay the first pause after a failure; it doubles up to {@code longestRestartDelay}, with jitter
 */
@ConfigurationProperties(prefix = "fermata.relay", ignoreUnknownFields = false)
public record RelayProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("100ms") Duration pollInterval,
        @DefaultValue("2048") int batchSize,
        @DefaultValue("30s") Duration batchPatience,
        @DefaultValue("1s") Duration standbyInterval,
        @DefaultValue("10s") Duration auditInterval,
        @DefaultValue("250ms") Duration restartDelay,
        @DefaultValue("15s") Duration longestRestartDelay) {

    public RelayProperties {
        if (pollInterval.toMillis() < 1 || pollInterval.toMillis() > 100) {
            throw new IllegalArgumentException(
                    "fermata.relay.poll-interval must be 1 to 100 ms: it delays every event");
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("fermata.relay.batch-size must be positive");
        }
    }
}
