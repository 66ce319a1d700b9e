package io.fermata.e2e.torture.report;

import io.fermata.e2e.report.Report;
import io.fermata.e2e.torture.invariant.Invariants;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The findings as files: a page to read and JSON to compare. */
public final class ReportFiles {
    private ReportFiles() {}

    /** Both files, side by side; gives the page. */
    public static Path write(Path directory, Findings findings) throws IOException {
        String suffix = "-seed" + findings.options().seed();
        return new Report(findings.began(), suffix, ".txt", FindingsText.of(findings), json(findings)).write(directory);
    }

    private static Map<String, Object> json(Findings findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        Duration drained = findings.drained();
        json.put("began", findings.began().toString());
        json.put("options", findings.options());
        json.put("took_ms", findings.took().toMillis());
        json.put("acknowledged", findings.acknowledged());
        json.put("troubles", findings.troubles());
        json.put("outcomes", findings.outcomes());
        json.put("faults", findings.faults());
        json.put("skipped", findings.skipped().size());
        json.put("tally", findings.tally());
        json.put("recovery_ms", recovery(findings.recovered()));
        json.put("drained_ms", drained == null ? -1 : drained.toMillis());
        json.put("alive", findings.alive());
        json.put("invariants", invariants(findings));
        json.put("not_yet", Invariants.NOT_YET);
        json.put("exit_code", findings.exitCode());
        return json;
    }

    private static Map<String, Object> recovery(Map<String, List<Duration>> recovered) {
        Map<String, Object> json = new LinkedHashMap<>();
        recovered.forEach((kind, durations) -> json.put(
                kind,
                Map.of(
                        "n", durations.size(),
                        "p50", Findings.millis(durations, 0.5),
                        "p99", Findings.millis(durations, 0.99))));
        return json;
    }

    private static Map<String, Object> invariants(Findings findings) {
        Map<String, Object> json = new LinkedHashMap<>();
        findings.verdicts().forEach(verdict -> json.put(verdict.name(), verdict.violations()));
        return json;
    }
}
