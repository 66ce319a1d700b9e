package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Backoff backoff = new Backoff(FIRST, LONGEST, new Random(1));

    @Test
    void doublesWithEachFailureUpToItsCeiling() {
        for (int draw = 0; draw < 200; draw++) {
            assertThat(backoff.after(1, null)).isBetween(Duration.ofMillis(50), FIRST);
            assertThat(backoff.after(3, null)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
            assertThat(backoff.after(1_000, null)).isBetween(Duration.ofSeconds(1), LONGEST);
        }
    }

    @Test
    void neverComesBackSoonerThanItWasAskedTo() {
        Duration asked = Duration.ofSeconds(30);

        assertThat(backoff.after(1, asked)).isBetween(asked, asked.plus(FIRST));
    }

    @Test
    void waitsItsOwnTimeWhenItWasAskedForLess() {
        assertThat(backoff.after(5, Duration.ofMillis(1))).isGreaterThanOrEqualTo(Duration.ofMillis(800));
    }
}
