package io.fermata.e2e.overload;

import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What the measurement has shown. */
public record OverloadReport(OverloadOptions options, Instant began, Fire fire, Outage outage) {

    /** Promises that hold on every machine. */
    public List<Verdict> counts() {
        return List.of(
                verdict(
                        "who asks for too much is told when to come back",
                        fire.withoutRetryAfter() == 0 && fire.others().isEmpty(),
                        fire.withoutRetryAfter() + " refusals without Retry-After, " + statuses()),
                verdict(
                        "the quiet tenant is never refused",
                        fire.quietUnaccepted() == 0,
                        fire.quietUnaccepted() + " of its starts were"),
                new Verdict("everything accepted in a flood succeeds", fire.lost()),
                verdict(
                        "every run that waits for the model is accepted",
                        outage.accepted() == options.runs(),
                        (options.runs() - outage.accepted()) + " were not"),
                new Verdict("everything that waited for the model succeeds", outage.lost()));
    }

    /** Promises about time, which say something about this machine too. */
    public List<Verdict> times() {
        return List.of(
                verdict(
                        "the quiet tenant's first step comes within twice its idle time (p95)",
                        fire.isFair(),
                        String.format(Locale.ROOT, "it takes %.2f times as long", fire.timesIdle())),
                verdict(
                        "the model is offered less than 1.1 times its capacity when it is back",
                        outage.isGentle(),
                        String.format(Locale.ROOT, "it was offered %.2f times its capacity", outage.worstShare())));
    }

    /** 0: every promise was kept. 1: one was broken. */
    public int exitCode() {
        return counts().stream().allMatch(Verdict::holds) && times().stream().allMatch(Verdict::holds) ? 0 : 1;
    }

    private String statuses() {
        return "other answers "
                + fire.others().stream().map(Start::status).distinct().sorted().toList();
    }

    private static Verdict verdict(String promise, boolean holds, String otherwise) {
        return new Verdict(promise, holds ? List.of() : List.of(otherwise));
    }
}
