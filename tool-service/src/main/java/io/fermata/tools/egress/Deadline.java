package io.fermata.tools.egress;

import java.time.Duration;

/** A moment on the monotonic clock by which a call must be over, all its attempts and waits included. */
public record Deadline(Duration limit, long startedNanos) {
    public static Deadline in(Duration limit) {
        return new Deadline(limit, System.nanoTime());
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Never negative. */
    public Duration left() {
        Duration left = limit.minus(elapsed());
        return left.isNegative() ? Duration.ZERO : left;
    }

    public boolean passed() {
        return left().isZero();
    }
}
