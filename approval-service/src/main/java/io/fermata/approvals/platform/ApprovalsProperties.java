package io.fermata.approvals.platform;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator can set.
 *
 * @param expirySweep how often overdue approvals are looked for
 * @param expiryBatch how many of them one sweep takes at most
 * @param streamPoll how soon a stream sees what another replica has committed
 * @param streamHeartbeat how long a stream may be silent
 * @param streamLifetime after this a stream ends and the client comes back with a fresh token
 */
@ConfigurationProperties(prefix = "fermata.approvals", ignoreUnknownFields = false)
public record ApprovalsProperties(
        @DefaultValue("1s") Duration expirySweep,
        @DefaultValue("100") int expiryBatch,
        @DefaultValue("500ms") Duration streamPoll,
        @DefaultValue("15s") Duration streamHeartbeat,
        @DefaultValue("30m") Duration streamLifetime) {
    public ApprovalsProperties {
        requirePositive("expiry-sweep", expirySweep);
        requirePositive("stream-poll", streamPoll);
        requirePositive("stream-heartbeat", streamHeartbeat);
        requirePositive("stream-lifetime", streamLifetime);
        if (expiryBatch < 1) {
            throw new IllegalArgumentException("fermata.approvals.expiry-batch must be at least 1");
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("fermata.approvals." + name + " must be longer than nothing");
        }
    }
}
