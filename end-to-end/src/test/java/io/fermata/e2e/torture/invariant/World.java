package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import io.fermata.e2e.torture.evidence.Evidence.Approval;
import io.fermata.e2e.torture.evidence.Evidence.Attempt;
import io.fermata.e2e.torture.evidence.Evidence.Audited;
import io.fermata.e2e.torture.evidence.Evidence.Chain;
import io.fermata.e2e.torture.evidence.Evidence.Deed;
import io.fermata.e2e.torture.evidence.Evidence.Delivered;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.e2e.torture.evidence.Evidence.Ending;
import io.fermata.e2e.torture.evidence.Evidence.Noted;
import io.fermata.e2e.torture.evidence.Evidence.Outgoing;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Evidence.Step;
import io.fermata.e2e.torture.evidence.Evidence.Usage;
import io.fermata.testkit.oracle.LedgerEntry;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Evidence of a small run in which every promise was kept, to be spoilt by tests. */
final class World {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    final List<Acknowledged> acknowledged = new ArrayList<>();
    final List<Run> runs = new ArrayList<>();
    final List<Step> steps = new ArrayList<>();
    final List<Attempt> attempts = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final List<Usage> usage = new ArrayList<>();
    final List<Approval> approvals = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();
    final List<Outgoing> outbox = new ArrayList<>();
    final List<Delivered> delivered = new ArrayList<>();
    final List<Noted> inbox = new ArrayList<>();
    final List<LedgerEntry> ledger = new ArrayList<>();
    final List<Deed> deeds = new ArrayList<>();
    final List<Audited> audited = new ArrayList<>();
    final List<Chain> chains = new ArrayList<>();
    final List<String> leaks = new ArrayList<>();

    private World() {}

    static World inOrder() {
        var world = new World();
        world.deeds.add(new Deed("acme", "approval.approve", "apr"));
        world.audited.add(new Audited(new Deed("acme", "approval.approve", "apr"), "succeeded"));
        world.run("one", "keyed");
        world.run("two", "natural");
        world.run("three", "queryable");
        world.run("four", "none");
        world.run("five", "gated");
        world.approvals.add(
                new Approval("acme", "apr", "run_five", "oracle.gated", "sha", "approved", NOON, NOON.plusSeconds(1)));
        world.outbox.add(new Outgoing("fermata_executor", "evt", "usage.recorded", "acme"));
        world.delivered.add(new Delivered("usage.recorded", "evt", "acme", "k"));
        world.inbox.add(new Noted("fermata_metering", "metering-service", "evt"));
        world.chains.add(new Chain("acme", true, world.audited.size(), ""));
        return world;
    }

    /** A run that asked the model once and called one tool. */
    private void run(String operation, String kind) {
        String run = "run_" + operation;
        acknowledged.add(new Acknowledged(run, "acme", operation));
        runs.add(new Run("acme", run, "succeeded", null, true, 10, 5, operation));
        endings.add(new Ending(run, "running", "succeeded"));
        steps.add(new Step("acme", run, 1, "think", 1));
        steps.add(new Step("acme", run, 2, "output", 1));
        attempts.add(new Attempt("acme", "usg_" + operation, run, "DONE"));
        usage.add(new Usage("acme", "usg_" + operation, "model_call", run, "done", 10, 5));
        usage.add(new Usage("acme", "tool_" + operation, "tool_call", run, "done", 0, 0));
        effects.add(new Effect("acme", "key-" + operation, run, "stp", "oracle." + kind, "sha", "DONE", 1));
        audited.add(new Audited(new Deed("acme", "tool.execute", "oracle." + kind), "succeeded"));
        entry(Phase.EFFECT, "model", operation, null, "m-" + operation);
        String wire = kind.equals("gated") ? "keyed" : kind;
        entry(Phase.RECEIVED, wire, operation + "." + kind, "key-" + operation, "sha");
        entry(Phase.EFFECT, wire, operation + "." + kind, "key-" + operation, "sha");
    }

    void entry(
            Phase phase,
            String kind,
            String operation,
            @org.jspecify.annotations.Nullable String key,
            String argumentsSha256) {
        long number = ledger.size() + 1L;
        ledger.add(new LedgerEntry(number, number, NOON, phase, kind, operation, key, argumentsSha256, 0, null, 0, 0));
    }

    Evidence evidence() {
        return new Evidence(
                acknowledged,
                runs,
                steps,
                attempts,
                effects,
                usage,
                approvals,
                endings,
                outbox,
                delivered,
                inbox,
                ledger,
                deeds,
                audited,
                chains,
                leaks);
    }
}
