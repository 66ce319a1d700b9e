package io.fermata.e2e.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Of durations: sorted once, asked often. */
public record Percentiles(List<Duration> sorted) {
    public static Percentiles of(Collection<Duration> durations) {
        return new Percentiles(durations.stream().sorted().toList());
    }

    /** The smallest value that at least this share of all reach; not a number when there are none. */
    public double millis(double share) {
        if (sorted.isEmpty()) {
            return Double.NaN;
        }
        int rank = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.clamp(rank, 0, sorted.size() - 1)).toNanos() / 1e6;
    }

    public int count() {
        return sorted.size();
    }
}
