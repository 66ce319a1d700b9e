package io.fermata.e2e.torture.report;

import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import io.fermata.e2e.torture.invariant.Invariants;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The findings as a page. */
public final class FindingsText {
    private static final int MOST_VIOLATIONS = 20;

    private final StringBuilder page = new StringBuilder();
    private final Findings findings;

    private FindingsText(Findings findings) {
        this.findings = findings;
    }

    public static String of(Findings findings) {
        var text = new FindingsText(findings);
        text.head();
        text.faults();
        text.tally();
        text.recovery();
        text.invariants();
        text.verdict();
        return text.page.toString();
    }

    private void head() {
        line(
                "torture of %s: %d runs, %d faults, seed %d; took %s",
                findings.began(),
                findings.options().runs(),
                findings.options().faults(),
                findings.options().seed(),
                seconds(findings.took()));
        line("acknowledged %d, outcomes %s", findings.acknowledged(), findings.outcomes());
        findings.troubles().forEach(trouble -> line("  trouble: %s", trouble));
    }

    private void faults() {
        line("");
        line("faults by kind");
        findings.faults().forEach((kind, count) -> line("  %-48s %5d", kind, count));
        findings.skipped().forEach(episode -> line("  not dealt: %-37s %s", episode.kind(), episode.note()));
        findings.lasting()
                .forEach(episode -> line("  NOT RECOVERED: %s at %s %s", episode.kind(), episode.at(), episode.note()));
    }

    private void tally() {
        Findings.Tally tally = findings.tally();
        line("");
        line("what happened because of them");
        line("  %-48s %5d", "runs taken over by another executor", tally.runTakeovers());
        line("  %-48s %5d", "tool calls taken over by another tool-service", tally.effectTakeovers());
        line("  %-48s %5d", "writes of zombies fenced off", tally.fenced());
        line("  %-48s %5d", "records delivered more than once", tally.deliveredTwice());
        line("  %-48s %5d", "requests to tools repeated under their key", tally.askedTwice());
        line("  %-48s %5d", "requests and records repeated on purpose", tally.repeated());
        line("  %-48s %5d", "tool calls with an unknown outcome", tally.unknown());
        line("  %-48s %5d", "runs parked for a person", tally.parked());
    }

    private void recovery() {
        line("");
        line("recovery, ms %38s %6s %9s %9s", "", "n", "p50", "p99");
        for (Map.Entry<String, List<Duration>> kind : findings.recovered().entrySet()) {
            line(
                    "  %-48s %6d %9.0f %9.0f",
                    kind.getKey(),
                    kind.getValue().size(),
                    Findings.millis(kind.getValue(), 0.5),
                    Findings.millis(kind.getValue(), 0.99));
        }
        Duration drained = findings.drained();
        line("  from the heal until nothing was under way: %s", drained == null ? "NEVER" : seconds(drained));
        line("  new runs after the heal: %s", findings.alive() ? "succeed" : "DO NOT SUCCEED");
    }

    private void invariants() {
        line("");
        line("invariants");
        for (Verdict verdict : findings.verdicts()) {
            line("  %-4s %s", verdict.holds() ? "ok" : "NO", verdict.name());
            verdict.violations().stream().limit(MOST_VIOLATIONS).forEach(violation -> line("         %s", violation));
            if (verdict.violations().size() > MOST_VIOLATIONS) {
                line("         and %d more", verdict.violations().size() - MOST_VIOLATIONS);
            }
        }
        Invariants.NOT_YET.forEach(promise -> line("  --   %s", promise));
    }

    private void verdict() {
        line("");
        if (!findings.kept()) {
            line("BROKEN: a promise was not kept.");
        } else if (findings.tally().isVoid()) {
            line("VOID: every promise was kept, but no takeover, no duplicate or no fenced write happened.");
        } else {
            line("KEPT: every promise was kept.");
        }
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency of its own
    private void line(String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
