package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(1));

    @Test
    void doublesWithEachFailureUpToItsCeiling() {
        for (int draw = 0; draw < 200; draw++) {
            assertThat(backoff.after(1, null)).isBetween(Duration.ZERO, FIRST);
            assertThat(backoff.after(3, null)).isBetween(Duration.ZERO, Duration.ofMillis(400));
            assertThat(backoff.after(1_000, null)).isBetween(Duration.ZERO, LONGEST);
        }
    }

    @Test
    void neverComesBackSoonerThanItWasAskedTo() {
        Duration asked = Duration.ofSeconds(30);

        assertThat(backoff.after(1, asked)).isBetween(asked, asked.plus(FIRST));
    }

    /** Those who failed together must not come back together. */
    @Test
    void drawsFromTheWholeTimeUpToItsCeiling() {
        List<Duration> draws = Stream.generate(() -> backoff.after(5, Duration.ofNanos(1)))
                .limit(200)
                .toList();

        assertThat(draws).anyMatch(draw -> draw.compareTo(Duration.ofMillis(160)) < 0);
        assertThat(draws).anyMatch(draw -> draw.compareTo(Duration.ofMillis(1_440)) > 0);
        assertThat(draws).allMatch(draw -> draw.compareTo(Duration.ofMillis(1_601)) < 0);
    }
}
