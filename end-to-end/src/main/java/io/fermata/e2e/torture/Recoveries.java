package io.fermata.e2e.torture;

import io.fermata.e2e.torture.evidence.Witness.Takeover;
import io.fermata.e2e.torture.fault.Episode;
import io.fermata.e2e.torture.report.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How long everything took to get over, by kind. */
final class Recoveries {
    /** What the executor's default is; a lease that ends at T was renewed for the last time this long before T. */
    private static final Duration LEASE = Duration.ofSeconds(4);

    private Recoveries() {}

    static Map<String, List<Duration>> of(List<Episode> episodes, List<Takeover> takeovers) {
        Map<String, List<Duration>> recovered = new TreeMap<>();
        for (Episode episode : episodes) {
            Duration recovery = episode.recovery();
            if (episode.happened() && recovery != null) {
                recovered
                        .computeIfAbsent(episode.kind(), _ -> new ArrayList<>())
                        .add(recovery);
            }
        }
        for (Takeover takeover : takeovers) {
            Instant until = takeover.aliveUntil();
            if (until != null) {
                Instant silent = silentSince(until.minus(LEASE), until, episodes);
                recovered
                        .computeIfAbsent(Findings.TAKEN_OVER, _ -> new ArrayList<>())
                        .add(Duration.between(silent, takeover.at()));
            }
        }
        return recovered;
    }

    /** The blow that silenced the executor lies between its last renewal and the end of its lease. */
    private static Instant silentSince(Instant lastRenewal, Instant leaseEnd, List<Episode> episodes) {
        return episodes.stream()
                .filter(Episode::happened)
                .filter(episode -> episode.kind().endsWith("run-executor-service"))
                .map(Episode::at)
                .filter(at -> !at.isBefore(lastRenewal) && at.isBefore(leaseEnd))
                .min(Comparator.naturalOrder())
                .orElse(lastRenewal);
    }
}
