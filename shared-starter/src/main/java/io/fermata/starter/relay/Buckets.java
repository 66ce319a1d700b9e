package io.fermata.starter.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** The five-second slices of id time in which relayed rows are counted. */
final class Buckets {
    static final Duration LENGTH = Duration.ofSeconds(5);

    private static final int TIME_SHIFT = 16;

    private Buckets() {}

    static long of(UUID id) {
        return (id.getMostSignificantBits() >>> TIME_SHIFT) / LENGTH.toMillis();
    }

    static long of(Instant time) {
        return time.toEpochMilli() / LENGTH.toMillis();
    }

    /** Below every id of this bucket, above every id of those before. */
    static UUID floor(long bucket) {
        return new UUID((bucket * LENGTH.toMillis()) << TIME_SHIFT, 0);
    }
}
