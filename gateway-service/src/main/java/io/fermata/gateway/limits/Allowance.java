package io.fermata.gateway.limits;

import io.github.bucket4j.Bandwidth;
import java.time.Duration;

/** A token bucket: so many requests at once, refilled at a steady rate. */
public record Allowance(String name, int perSecond, int burst) {

    Bandwidth bandwidth() {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
    }

    /** The RateLimit-Policy item: the quota and the seconds in which it refills from empty. */
    String policy() {
        return "\"" + name + "\";q=" + burst + ";w=" + Math.ceilDiv(burst, perSecond);
    }

    /** The RateLimit item: what is left and the seconds until the quota is whole again. */
    String state(long remaining) {
        return "\"" + name + "\";r=" + remaining + ";t=" + Math.ceilDiv(burst - remaining, perSecond);
    }
}
