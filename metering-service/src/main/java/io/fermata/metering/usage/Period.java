package io.fermata.metering.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A half-open span of time; null leaves an end open. */
public record Period(@Nullable Instant from, @Nullable Instant to) {
    public Period {
        if (from != null && to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a period must begin before it ends");
        }
    }
}
