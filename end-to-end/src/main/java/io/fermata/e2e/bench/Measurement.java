package io.fermata.e2e.bench;

import java.time.Duration;
import java.util.Map;

/**
 * What one subject did at one concurrency.
 *
 * @param cpu of each process during {@code elapsed}
 */
record Measurement(int concurrency, int failures, Duration elapsed, Percentiles perRun, Map<String, Duration> cpu) {
    double runsPerSecond() {
        return perRun.count() / (elapsed.toNanos() / 1e9);
    }

    double effectsPerSecond() {
        return runsPerSecond() * Loop.EFFECTS;
    }

    /** What the median run takes for one effect. */
    double millisPerEffect() {
        return perRun.millis(0.5) / Loop.EFFECTS;
    }

    double cpuMillisPerEffect(String process) {
        return perEffect(cpu.getOrDefault(process, Duration.ZERO));
    }

    /** Every process but the client that asks. */
    double stackCpuMillisPerEffect() {
        return perEffect(cpu.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(CpuTimes.CLIENT))
                .map(Map.Entry::getValue)
                .reduce(Duration.ZERO, Duration::plus));
    }

    double allCpuMillisPerEffect() {
        return perEffect(cpu.values().stream().reduce(Duration.ZERO, Duration::plus));
    }

    private double perEffect(Duration used) {
        return used.toNanos() / 1e6 / Math.max(1, perRun.count() * Loop.EFFECTS);
    }
}
