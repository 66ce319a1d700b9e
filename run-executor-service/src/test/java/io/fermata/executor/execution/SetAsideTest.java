package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SetAsideTest {

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private final InstantSource source = () -> now;
    private final SetAside setAside = new SetAside(source.withZone(ZoneOffset.UTC));

    @Test
    void holdsNoRunThatNeverBroke() {
        setAside.add("run_broken");

        assertThat(setAside.holds("run_other")).isFalse();
    }

    @Test
    void waitsTwiceAsLongEachTime() {
        setAside.add("run");
        assertThat(holdsFor(Duration.ofSeconds(1))).isTrue();

        setAside.add("run");
        assertThat(holdsFor(Duration.ofSeconds(2))).isTrue();
    }

    @Test
    void neverWaitsLongerThanAMinute() {
        for (int i = 0; i < 100; i++) {
            setAside.add("run");
        }

        assertThat(holdsFor(Duration.ofMinutes(1))).isTrue();
    }

    /** So long, and no longer. */
    private boolean holdsFor(Duration pause) {
        now = now.plus(pause).minusMillis(1);
        boolean before = setAside.holds("run");
        now = now.plusMillis(1);
        return before && !setAside.holds("run");
    }
}
