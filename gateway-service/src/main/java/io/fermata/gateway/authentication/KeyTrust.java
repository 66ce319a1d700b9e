package io.fermata.gateway.authentication;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an answer about an API key is believed.
 *
 * @param fresh a key is asked about again after this long; a revoked key works no longer than this
 * @param grace while identity-service is away, its last good answer counts up to this age
 * @param refused how long a refusal is remembered
 */
public record KeyTrust(
        @DefaultValue("30s") Duration fresh,
        @DefaultValue("60s") Duration grace,
        @DefaultValue("5s") Duration refused) {
    private static final Duration LONGEST_FRESH = Duration.ofSeconds(30);
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

    public KeyTrust {
        if (fresh.isNegative() || fresh.compareTo(LONGEST_FRESH) > 0) {
            throw new IllegalArgumentException("fermata.gateway.keys.fresh must be between 0s and 30s");
        }
        if (grace.compareTo(fresh) < 0 || grace.compareTo(LONGEST_GRACE) > 0) {
            throw new IllegalArgumentException("fermata.gateway.keys.grace must be between keys.fresh and 60s");
        }
    }
}
