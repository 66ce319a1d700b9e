package io.fermata.e2e.bench;

import java.time.Duration;
import java.util.Collection;

/** Of durations: sorted once, asked often. */
record Percentiles(long[] sortedNanos) {
    static Percentiles of(Collection<Duration> durations) {
        return new Percentiles(
                durations.stream().mapToLong(Duration::toNanos).sorted().toArray());
    }

    /** The smallest value that at least this share of all reach; not a number when there are none. */
    double millis(double share) {
        if (sortedNanos.length == 0) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sortedNanos.length) - 1;
        return sortedNanos[Math.clamp(rank, 0, sortedNanos.length - 1)] / 1e6;
    }

    int count() {
        return sortedNanos.length;
    }
}
