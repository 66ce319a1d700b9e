package io.fermata.gateway.limits;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** So many requests in a day; the day begins at midnight UTC. */
public record Quota(String name, long perDay) implements Limit {
    private static final Duration DAY = Duration.ofDays(1);

    @Override
    public long size() {
        return perDay;
    }

    @Override
    public Duration window() {
        return DAY;
    }

    @Override
    public Bandwidth bandwidth(TimeMeter time) {
        Instant now = Instant.EPOCH.plusNanos(time.currentTimeNanos());
        return Bandwidth.builder()
                .capacity(perDay)
                .refillIntervallyAligned(
                        perDay, DAY, now.truncatedTo(ChronoUnit.DAYS).plus(DAY))
                .build();
    }
}
