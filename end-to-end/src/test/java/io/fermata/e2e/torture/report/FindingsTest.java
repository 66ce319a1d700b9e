package io.fermata.e2e.torture.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.torture.TortureOptions;
import io.fermata.e2e.torture.fault.Disturbance.Kill;
import io.fermata.e2e.torture.fault.Episode;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import io.fermata.e2e.torture.report.Findings.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Tally FULL = new Tally(3, 1, 2, 5, 4, 6, 1, 1);

    @Test
    void areGoodWhenEverythingHeldAndSomethingHappened() {
        Findings findings = findings(FULL, Duration.ofSeconds(3), List.of());

        assertThat(findings.exitCode()).isZero();
        assertThat(FindingsText.of(findings)).contains("KEPT").contains("kill kafka");
    }

    @Test
    void areVoidWhenNoZombieWasFenced() {
        Findings findings = findings(new Tally(3, 1, 0, 5, 4, 6, 1, 1), Duration.ofSeconds(3), List.of());

        assertThat(findings.exitCode()).isEqualTo(3);
        assertThat(FindingsText.of(findings)).contains("VOID");
    }

    @Test
    void tellOfABrokenPromiseBeforeAnythingElse() {
        Findings findings = findings(FULL, Duration.ofSeconds(3), List.of("run_x is still running"));

        assertThat(findings.exitCode()).isOne();
        assertThat(FindingsText.of(findings)).contains("BROKEN").contains("run_x is still running");
    }

    @Test
    void areBadWhenTheStackNeverDrained() {
        assertThat(findings(FULL, null, List.of()).exitCode()).isOne();
    }

    @Test
    void countAFaultThatFoundNoVictimApart() {
        Findings findings = findings(FULL, Duration.ofSeconds(3), List.of());

        assertThat(findings.faults()).containsEntry("kill kafka", 1L);
        assertThat(findings.skipped()).hasSize(1);
    }

    private static Findings findings(Tally tally, @Nullable Duration drained, List<String> violations) {
        return new Findings(
                new TortureOptions(300, 30, 7, Set.of(), Set.of()),
                NOON,
                Duration.ofMinutes(3),
                300,
                List.of(),
                Map.of("succeeded", 300L),
                List.of(
                        new Episode(new Kill("kafka"), NOON, Duration.ofSeconds(7), ""),
                        new Episode(new Kill("kafka"), NOON, null, "skipped: it was down")),
                Map.of("kill kafka", List.of(Duration.ofSeconds(7))),
                tally,
                drained,
                true,
                List.of(new Verdict("nothing is stuck", violations)));
    }
}
