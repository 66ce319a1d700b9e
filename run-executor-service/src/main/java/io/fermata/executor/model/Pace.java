package io.fermata.executor.model;

import java.util.function.LongSupplier;

/** Even steps: what was not used is not saved up, so that nothing ever comes in a burst. */
final class Pace {

    private static final double NANOS_PER_SECOND = 1e9;

    private final long step;
    private final LongSupplier nanos;
    private long next;

    Pace(double callsPerSecond, LongSupplier nanos) {
        this.step = (long) (NANOS_PER_SECOND / callsPerSecond);
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    /** Takes the next step; tells in how many nanoseconds it is due. */
    synchronized long take() {
        long now = nanos.getAsLong();
        long due = Math.max(now, next);
        next = due + step;
        return due - now;
    }
}
