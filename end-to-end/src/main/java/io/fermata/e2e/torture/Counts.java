package io.fermata.e2e.torture;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Delivered;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Witness.Takeover;
import io.fermata.e2e.torture.report.Findings.Tally;
import io.fermata.testkit.oracle.LedgerEntry;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what the faults have brought about. */
record Counts(Evidence evidence, List<Takeover> takeovers, Path logs) {
    /** Logs outlive a SIGKILL; meters do not. */
    private static final String FENCED = "fenced off";

    Tally tally(long repeated) {
        return new Tally(
                takeovers.size(),
                evidence.effects().stream()
                        .mapToLong(effect -> effect.epoch() - 1L)
                        .sum(),
                fenced(),
                deliveredTwice(),
                askedTwice(),
                repeated,
                runs(Evidence.PARKED),
                evidence.effects().stream().filter(Counts::unknown).count());
    }

    Map<String, Long> outcomes() {
        return evidence.runs().stream()
                .collect(Collectors.groupingBy(Counts::outcome, TreeMap::new, Collectors.counting()));
    }

    private static String outcome(Run run) {
        return run.errorCode() == null ? run.status() : run.status() + " " + run.errorCode();
    }

    private static boolean unknown(Effect effect) {
        return effect.state().equals("UNKNOWN");
    }

    private long runs(String status) {
        return evidence.runs().stream()
                .filter(run -> run.status().equals(status))
                .count();
    }

    private long deliveredTwice() {
        List<Delivered> events = evidence.delivered().stream()
                .filter(record -> record.eventId() != null && !record.deadLetter())
                .toList();
        return events.size()
                - events.stream()
                        .map(record -> record.topic() + record.eventId())
                        .distinct()
                        .count();
    }

    private long askedTwice() {
        List<LedgerEntry> asked = evidence.ledger().stream()
                .filter(entry -> entry.phase() == Phase.RECEIVED && entry.key() != null)
                .toList();
        return asked.size() - asked.stream().map(LedgerEntry::key).distinct().count();
    }

    private long fenced() {
        try (Stream<Path> files = Files.list(logs)) {
            return files.mapToLong(Counts::fencedIn).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long fencedIn(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.contains(FENCED)).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
