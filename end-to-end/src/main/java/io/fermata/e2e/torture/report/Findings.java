package io.fermata.e2e.torture.report;

import io.fermata.e2e.torture.TortureOptions;
import io.fermata.e2e.torture.fault.Episode;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a run has shown.
 *
 * @param troubles starts that were never confirmed, processes that did not come back
 * @param recovered how long each took to get over, by kind of fault; {@code run taken over} counts runs, from their
 *     executor's last sign of life
 * @param drained from the heal until no run was under way any more; null when that did not happen in time
 * @param alive whether new runs succeeded after the heal
 */
public record Findings(
        TortureOptions options,
        Instant began,
        Duration took,
        int acknowledged,
        List<String> troubles,
        Map<String, Long> outcomes,
        List<Episode> episodes,
        Map<String, List<Duration>> recovered,
        Tally tally,
        @Nullable Duration drained,
        boolean alive,
        List<Verdict> verdicts) {
    public static final String TAKEN_OVER = "run taken over";

    /**
     * What makes a run worth something.
     *
     * @param runTakeovers runs that went on with another executor than the one that had them
     * @param effectTakeovers tool calls that went on with another tool-service
     * @param fenced writes of an executor that had lost its lease and were refused
     * @param deliveredTwice records on topics beyond the first of their event
     * @param askedTwice requests to the oracle beyond the first of their key
     * @param repeated requests and records that the workload sent again on purpose
     * @param parked runs that wait for a person because nobody knows what a tool did
     * @param unknown tool calls of which nobody knows
     */
    public record Tally(
            long runTakeovers,
            long effectTakeovers,
            long fenced,
            long deliveredTwice,
            long askedTwice,
            long repeated,
            long parked,
            long unknown) {
        public long takeovers() {
            return runTakeovers + effectTakeovers;
        }

        public long duplicates() {
            return deliveredTwice + askedTwice + repeated;
        }

        /** Nothing happened that the promises are about: such a run proves nothing. */
        public boolean isVoid() {
            return takeovers() == 0 || duplicates() == 0 || fenced == 0;
        }
    }

    public boolean kept() {
        return alive
                && drained != null
                && troubles.isEmpty()
                && verdicts.stream().allMatch(Verdict::holds);
    }

    /** 0: every promise was kept. 1: one was broken. 3: kept, but nothing was proven. */
    public int exitCode() {
        if (!kept()) {
            return 1;
        }
        return tally.isVoid() ? 3 : 0;
    }

    public Map<String, Long> faults() {
        return episodes.stream()
                .filter(Episode::happened)
                .collect(Collectors.groupingBy(Episode::kind, TreeMap::new, Collectors.counting()));
    }

    /** Those that did not come about, with the reason. */
    public List<Episode> skipped() {
        return episodes.stream().filter(episode -> !episode.happened()).toList();
    }

    /** Disturbances that the stack never got over. */
    public List<Episode> lasting() {
        return episodes.stream()
                .filter(episode -> episode.happened() && episode.recovery() == null)
                .toList();
    }

    static double millis(Collection<Duration> durations, double share) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int rank = (int) Math.ceil(share * sorted.size()) - 1;
        return sorted.get(Math.clamp(rank, 0, sorted.size() - 1)).toNanos() / 1e6;
    }
}
