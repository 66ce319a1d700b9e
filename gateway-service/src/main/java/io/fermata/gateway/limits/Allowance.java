package io.fermata.gateway.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** A token bucket: so many requests at once, refilled at a steady rate. */
public record Allowance(String name, int perSecond, int burst) implements Limit {
    @Override
    public long size() {
        return burst;
    }

    @Override
    public Duration window() {
        return Duration.ofSeconds(Math.ceilDiv(burst, perSecond));
    }

    @Override
    public Bandwidth bandwidth(TimeMeter time) {
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perSecond, Duration.ofSeconds(1))
                .build();
    }
}
