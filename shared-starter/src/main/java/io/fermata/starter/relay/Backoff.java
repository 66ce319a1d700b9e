package io.fermata.starter.relay;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses that double from the shortest to the longest, each somewhere in the upper half of its length. */
final class Backoff {
    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.next = shortest;
    }

    Duration next() {
        long millis = next.toMillis();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
    }

    void reset() {
        next = shortest;
    }
}
