package io.fermata.e2e.torture.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import io.fermata.e2e.torture.evidence.Evidence.Approval;
import io.fermata.e2e.torture.evidence.Evidence.Attempt;
import io.fermata.e2e.torture.evidence.Evidence.Audited;
import io.fermata.e2e.torture.evidence.Evidence.Chain;
import io.fermata.e2e.torture.evidence.Evidence.Delivered;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.e2e.torture.evidence.Evidence.Ending;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Evidence.Step;
import io.fermata.e2e.torture.evidence.Evidence.Usage;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An invariant that cannot fail is worth nothing: each is shown a violation. */
class InvariantsTest {
    @Test
    void allHoldWhenEveryPromiseWasKept() {
        assertThat(Invariants.judge(World.inOrder().evidence()))
                .allSatisfy(verdict ->
                        assertThat(verdict.violations()).as(verdict.name()).isEmpty());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("violations")
    void findsThePlantedViolation(String name, Consumer<World> plant) {
        World world = World.inOrder();
        plant.accept(world);

        assertThat(broken(world)).contains(name);
    }

    @Test
    void eachIsShownAViolation() {
        List<String> shown =
                violations().map(row -> (String) row.get()[0]).distinct().toList();

        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        Invariants.all().stream().map(Invariant::name).toList());
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                planted("acknowledged runs exist", world -> world.runs.removeFirst()),
                planted(
                        "acknowledged runs exist",
                        world -> world.acknowledged.add(new Acknowledged("run_one", "other", "x"))),
                planted(
                        "a start that is repeated starts one run",
                        world -> world.runs.add(new Run("acme", "run_twin", "succeeded", null, true, 0, 0, "one"))),
                planted(
                        "nothing is stuck after the drain",
                        world -> world.runs.add(new Run("acme", "run_x", "running", null, false, 0, 0, ""))),
                planted(
                        "a run ends at most once",
                        world -> world.endings.add(new Ending("run_one", "running", "failed"))),
                planted(
                        "a run ends at most once",
                        world -> world.endings.add(new Ending("run_y", "failed", "running"))),
                planted("steps are without gap or repeat", world -> world.steps.removeFirst()),
                planted(
                        "steps are without gap or repeat",
                        world -> world.steps.add(new Step("acme", "run_one", 2, "think", 1))),
                planted(
                        "no line of a zombie is in a log",
                        world -> world.steps.add(new Step("acme", "run_one", 3, "think", 0))),
                planted(
                        "no row belongs to another tenant",
                        world -> world.steps.add(new Step("other", "run_one", 3, "think", 1))),
                planted(
                        "no row belongs to another tenant",
                        world -> world.usage.add(new Usage("other", "u", "tool_call", "run_one", "done", 0, 0))),
                planted("an effect of a keyed tool happens once", doubled("keyed", "one.keyed")),
                planted("an effect of a queryable tool happens once", doubled("queryable", "three.queryable")),
                planted(
                        "an effect of a natural tool is the same each time",
                        world -> world.entry(Phase.EFFECT, "natural", "two.natural", "key-two", "another")),
                planted(
                        "a tool that declares none is never called twice",
                        world -> world.entry(Phase.RECEIVED, "none", "four.none", "key-four", "sha")),
                planted(
                        "no effect without an intent",
                        world -> world.entry(Phase.EFFECT, "keyed", "z", "unheard-of", "sha")),
                planted(
                        "one hash of arguments per key",
                        world -> world.entry(Phase.RECEIVED, "keyed", "one.keyed", "key-one", "another")),
                planted(
                        "what is said to have succeeded took effect",
                        world -> world.effects.add(
                                new Effect("acme", "lie", "run_one", "stp", "oracle.keyed", "sha", "DONE", 1))),
                planted(
                        "unknown outcomes of none are parked or failed",
                        world -> world.effects.add(
                                new Effect("acme", "u", "run_four", "stp", "oracle.none", "sha", "UNKNOWN", 1))),
                planted(
                        "a gated effect has one approval, in time, of these arguments",
                        world -> world.approvals.clear()),
                planted(
                        "a gated effect has one approval, in time, of these arguments",
                        world -> world.approvals.set(0, approval("another", "approved", 0))),
                planted(
                        "a gated effect has one approval, in time, of these arguments",
                        world -> world.approvals.set(0, approval("sha", "approved", 5))),
                planted(
                        "a gated effect has one approval, in time, of these arguments",
                        world -> world.approvals.set(0, approval("sha", "rejected", 0))),
                planted("one usage event per attempt at a model", world -> world.usage.removeFirst()),
                planted(
                        "one usage event per attempt at a model",
                        world -> world.attempts.set(0, new Attempt("acme", "usg_one", "run_one", "UNKNOWN"))),
                planted(
                        "one usage event per attempt at a model",
                        world -> world.usage.add(new Usage("acme", "free", "model_call", "run_one", "done", 0, 0))),
                planted(
                        "one usage event per tool execution",
                        world -> world.usage.add(new Usage("acme", "t2", "tool_call", "run_one", "done", 0, 0))),
                planted(
                        "a run's tokens are those of its usage events",
                        world -> world.runs.set(0, new Run("acme", "run_one", "succeeded", null, true, 11, 5, "one"))),
                planted(
                        "the provider counts done to done + unknown answers",
                        world -> world.entry(Phase.EFFECT, "model", "one", null, "m")),
                planted("the provider counts done to done + unknown answers", world -> world.ledger.removeFirst()),
                planted(
                        "no attempt is left open in a run that ended",
                        world -> world.attempts.add(new Attempt("acme", "open", "run_one", "INTENT"))),
                planted("every outbox row reached its topic", world -> world.delivered.clear()),
                planted("every event was handled by its consumer", world -> world.inbox.clear()),
                planted(
                        "no event was put aside",
                        world -> world.delivered.add(new Delivered("usage.recorded.dlt", "evt", "acme", "k"))),
                planted(
                        "every tenant's audit chain verifies",
                        world -> world.chains.set(0, new Chain("acme", false, 1, "{\"sequence\":1}"))),
                planted(
                        "every tenant's audit chain verifies",
                        world -> world.chains.set(0, new Chain("acme", true, 0, ""))),
                planted("every tenant's audit chain verifies", world -> world.chains.clear()),
                planted("what was confirmed is on the audit trail", world -> world.audited.clear()),
                planted(
                        "what was confirmed is on the audit trail",
                        world -> world.audited.set(
                                0, new Audited(world.audited.getFirst().deed(), "denied"))),
                planted(
                        "what was done once is on the audit trail once",
                        world -> world.audited.add(world.audited.getFirst())),
                planted(
                        "one entry of the audit trail per tool execution of a run",
                        world -> world.audited.removeLast()),
                planted(
                        "one entry of the audit trail per tool execution of a run",
                        world -> world.audited.add(world.audited.getLast())),
                planted("planted secrets are found nowhere", world -> world.leaks.add("the log x")));
    }

    private static Consumer<World> doubled(String kind, String operation) {
        return world -> world.entry(Phase.EFFECT, kind, operation, "another-key", "sha");
    }

    private static Approval approval(String sha, String status, int late) {
        return new Approval(
                "acme",
                "apr",
                "run_five",
                "oracle.gated",
                sha,
                status,
                World.NOON.plusSeconds(late),
                World.NOON.plusSeconds(1));
    }

    private static Arguments planted(String name, Consumer<World> plant) {
        return Arguments.of(name, plant);
    }

    private static List<String> broken(World world) {
        return Invariants.judge(world.evidence()).stream()
                .filter(verdict -> !verdict.holds())
                .map(Verdict::name)
                .toList();
    }
}
