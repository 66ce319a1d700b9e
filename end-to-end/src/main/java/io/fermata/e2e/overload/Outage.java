package io.fermata.e2e.overload;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A model that was away, and what it was asked when it was back.
 *
 * @param pace calls per second that its key allows
 * @param accepted runs that waited for it
 * @param asked how often it was asked while it was away
 * @param calls when it was asked since it was back
 * @param drained from its return to the end of the last run
 * @param lost accepted runs that did not succeed, in words
 */
record Outage(
        int pace, long accepted, long asked, Instant back, List<Instant> calls, Duration drained, List<String> lost) {
    private static final double MOST_OF_CAPACITY = 1.1;

    /** The greatest share of what the key allows, counted from the return to the end of every second. */
    double worstShare() {
        long last = calls.stream()
                        .mapToLong(call -> Duration.between(back, call).toSeconds())
                        .max()
                        .orElse(0)
                + 1;
        double worst = 0;
        for (long second = 1; second <= last; second++) {
            worst = Math.max(worst, (double) within(second) / (pace * second));
        }
        return worst;
    }

    private long within(long seconds) {
        return calls.stream()
                .filter(call -> call.isBefore(back.plusSeconds(seconds)))
                .count();
    }

    /** The most in any one second: a busy machine delivers late what was sent evenly, so this judges nothing. */
    long busiestSecond() {
        return calls.stream()
                .mapToLong(from -> calls.stream()
                        .filter(call -> !call.isBefore(from) && call.isBefore(from.plusSeconds(1)))
                        .count())
                .max()
                .orElse(0);
    }

    boolean isGentle() {
        return worstShare() <= MOST_OF_CAPACITY;
    }
}
