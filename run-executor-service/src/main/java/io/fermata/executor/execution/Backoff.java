package io.fermata.executor.execution;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long to wait before asking again: exponential with full jitter, never less than what the other side asked for. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 20;

    /** @param failures how many attempts have failed so far, at least one */
    Duration after(int failures, @Nullable Duration atLeast) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration jittered = Duration.ofMillis(random.nextLong(ceiling + 1));
        return atLeast == null || atLeast.compareTo(jittered) < 0 ? jittered : atLeast.plus(jittered);
    }
}
