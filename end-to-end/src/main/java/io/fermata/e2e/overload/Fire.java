package io.fermata.e2e.overload;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What one tenant did to another.
 *
 * @param flood every start of the busy tenant
 * @param quiet every start of the quiet one while that went on
 * @param answered how long the floods took to be answered, each
 * @param drained how long it took until nothing was under way any more, after each
 * @param cpu used during the floods, by process
 * @param lost accepted runs that did not succeed, in words
 */
record Fire(
        List<Start> flood,
        List<Start> quiet,
        Latency idle,
        Latency underFire,
        List<Duration> answered,
        List<Duration> drained,
        Map<String, Duration> cpu,
        List<String> lost) {
    private static final double MOST_TIMES_IDLE = 2;
    private static final double JUDGED = 0.95;

    long accepted() {
        return flood.stream().filter(Start::isAccepted).count();
    }

    long refused() {
        return flood.stream().filter(Start::isRefused).count();
    }

    /** Neither accepted nor told to come back. */
    List<Start> others() {
        return flood.stream()
                .filter(start -> !start.isAccepted() && !start.isRefused())
                .toList();
    }

    long withoutRetryAfter() {
        return flood.stream()
                .filter(start -> start.isRefused() && !start.isToldWhenToComeBack())
                .count();
    }

    long quietUnaccepted() {
        return quiet.stream().filter(start -> !start.isAccepted()).count();
    }

    /** How many times as long the quiet tenant waits for its first step as on an idle platform, at the 95th of 100. */
    double timesIdle() {
        return underFire.whole().millis(JUDGED) / idle.whole().millis(JUDGED);
    }

    boolean isFair() {
        return timesIdle() <= MOST_TIMES_IDLE;
    }
}
