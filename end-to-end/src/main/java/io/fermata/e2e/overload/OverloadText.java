package io.fermata.e2e.overload;

import io.fermata.e2e.bench.Percentiles;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report as a page in Markdown. */
public final class OverloadText {
    private static final int MOST_VIOLATIONS = 20;

    private final StringBuilder page = new StringBuilder();
    private final OverloadReport report;

    private OverloadText(OverloadReport report) {
        this.report = report;
    }

    public static String of(OverloadReport report) {
        var text = new OverloadText(report);
        text.line("# Overload, %s", report.began());
        text.flood();
        text.latencies();
        text.cpu();
        text.outage();
        text.verdicts();
        return text.page.toString();
    }

    private void flood() {
        Fire fire = report.fire();
        OverloadOptions options = report.options();
        line("");
        line(
                "## One tenant wants it all: %d times %,d starts in %d s, on %d processors",
                options.floods(),
                options.starts(),
                options.over().toSeconds(),
                Runtime.getRuntime().availableProcessors());
        line("");
        line("| | |");
        line("|---|---|");
        line("| accepted (202) | %,d |", fire.accepted());
        line("| refused (429) | %,d |", fire.refused());
        line("| refused without Retry-After | %d |", fire.withoutRetryAfter());
        line("| other answers | %d |", fire.others().size());
        line(
                "| accepted that did not succeed, by the API or the table | %d |",
                fire.lost().size());
        line("| until the last answer, s | %s |", seconds(fire.answered()));
        line("| from there until nothing was under way, s | %s |", seconds(fire.drained()));
    }

    private void latencies() {
        Fire fire = report.fire();
        line("");
        line("## Another starts one run a second");
        line("");
        line("| ms | alone p50 | p95 | under fire p50 | p95 | times p50 | p95 |");
        line("|---|---|---|---|---|---|---|");
        latency("request to 202", fire.idle().accepted(), fire.underFire().accepted());
        latency("202 to first step", fire.idle().begun(), fire.underFire().begun());
        latency("request to first step", fire.idle().whole(), fire.underFire().whole());
        line("");
        line(
                "%d starts alone, %d under fire. A first step before the 202 has arrived counts as 0 in the second line.",
                fire.idle().whole().count(), fire.underFire().whole().count());
    }

    private void latency(String what, Percentiles alone, Percentiles fired) {
        line(
                "| %s | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f |",
                what,
                alone.millis(0.5),
                alone.millis(0.95),
                fired.millis(0.5),
                fired.millis(0.95),
                fired.millis(0.5) / alone.millis(0.5),
                fired.millis(0.95) / alone.millis(0.95));
    }

    private void cpu() {
        Fire fire = report.fire();
        Duration elapsed = fire.answered().stream().reduce(Duration.ZERO, Duration::plus);
        line("");
        line("## Processors in use during the floods");
        line("");
        line("| process | processors |");
        line("|---|---|");
        fire.cpu().entrySet().stream()
                .sorted(Map.Entry.<String, Duration>comparingByValue().reversed())
                .forEach(entry -> line("| %s | %.2f |", entry.getKey(), share(entry.getValue(), elapsed)));
        Duration all = fire.cpu().values().stream().reduce(Duration.ZERO, Duration::plus);
        line("| all of these | %.2f |", share(all, elapsed));
    }

    private void outage() {
        Outage outage = report.outage();
        line("");
        line(
                "## A model that is away for %d s while %d runs wait for it",
                report.options().outage().toSeconds(), report.options().runs());
        line("");
        line("| | |");
        line("|---|---|");
        line("| pace of the key, calls/s | %d |", outage.pace());
        line("| runs accepted | %d |", outage.accepted());
        line(
                "| accepted that did not succeed, by the API or the table | %d |",
                outage.lost().size());
        line("| calls while it was away | %d |", outage.asked());
        line("| calls since it was back | %d |", outage.calls().size());
        line("| offered since it was back, at most, in shares of its capacity | %.3f |", outage.worstShare());
        line("| calls in the busiest second | %d |", outage.busiestSecond());
        line("| from its return until nothing was under way, s | %s |", seconds(List.of(outage.drained())));
    }

    private void verdicts() {
        line("");
        line("## Verdicts");
        line("");
        report.counts().forEach(this::verdict);
        report.times().forEach(this::verdict);
        line("");
        line(report.exitCode() == 0 ? "KEPT" : "BROKEN");
    }

    private void verdict(Verdict verdict) {
        line("- %s: %s", verdict.holds() ? "kept" : "BROKEN", verdict.name());
        verdict.violations().stream().limit(MOST_VIOLATIONS).forEach(violation -> line("  - %s", violation));
    }

    private static double share(Duration used, Duration elapsed) {
        return (double) used.toNanos() / elapsed.toNanos();
    }

    private static String seconds(List<Duration> durations) {
        return durations.stream()
                .map(duration -> String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0))
                .collect(Collectors.joining(", "));
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private void line(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
