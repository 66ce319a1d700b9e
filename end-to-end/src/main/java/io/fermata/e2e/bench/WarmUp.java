package io.fermata.e2e.bench;

import java.time.Duration;

/**
 * Loads the platform until it gets no faster: a JVM compiles what it has seen often, and a slow machine takes longer to
 * see it. Without this the compiler is what would be measured.
 */
final class WarmUp {
    private static final int CONCURRENCY = 32;
    /** The second compiler keeps the cores busy for minutes: a platform that gets no faster then is not warm yet. */
    private static final int FEWEST_WINDOWS = 20;

    private static final int MOST_WINDOWS = 45;
    private static final int STEADY_WINDOWS = 4;
    private static final double STILL_RISING = 1.02;
    private static final Duration WINDOW = Duration.ofSeconds(8);

    private final ClosedLoad load;

    WarmUp(ClosedLoad load) {
        this.load = load;
    }

    /** Returns the effects per second of the best window. */
    double run(Subject subject) throws InterruptedException {
        double best = 0;
        int steady = 0;
        for (int window = 0; window < MOST_WINDOWS && (window < FEWEST_WINDOWS || steady < STEADY_WINDOWS); window++) {
            double now = load.run(subject, CONCURRENCY, Duration.ZERO, WINDOW).effectsPerSecond();
            steady = best == 0 || now > best * STILL_RISING ? 0 : steady + 1;
            best = Math.max(best, now);
        }
        return best;
    }
}
