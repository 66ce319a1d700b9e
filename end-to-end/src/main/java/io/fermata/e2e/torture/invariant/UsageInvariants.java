package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import io.fermata.e2e.torture.evidence.Evidence.Attempt;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Evidence.Usage;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What was used is billed once, and agrees with the provider's own books. */
final class UsageInvariants {
    static final String PROVIDER_COUNT = "the provider counts done to done + unknown answers";

    private static final String MODEL = "model_call";
    private static final String TOOL = "tool_call";

    private UsageInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("one usage event per attempt at a model", UsageInvariants::modelUsage),
                new Invariant("one usage event per tool execution", UsageInvariants::toolUsage),
                new Invariant("a run's tokens are those of its usage events", UsageInvariants::tokens),
                new Invariant(PROVIDER_COUNT, UsageInvariants::provider),
                new Invariant("no attempt is left open in a run that ended", UsageInvariants::open));
    }

    private static List<String> modelUsage(Evidence evidence) {
        Map<String, List<Usage>> byId =
                Found.by(evidence.usage().stream().filter(usage -> usage.kind().equals(MODEL)), Usage::id);
        List<String> violations = new ArrayList<>();
        for (Attempt attempt : evidence.attempts()) {
            List<Usage> events = byId.getOrDefault(attempt.id(), List.of());
            boolean ended = !attempt.state().equals("INTENT");
            if (ended && (events.size() != 1 || !sameOutcome(attempt, events.getFirst()))) {
                violations.add(attempt.id() + " is " + attempt.state() + " and was billed as "
                        + events.stream().map(Usage::outcome).toList());
            }
        }
        Map<String, Attempt> attempts =
                evidence.attempts().stream().collect(Collectors.toMap(Attempt::id, attempt -> attempt));
        byId.keySet().stream()
                .filter(id -> !attempts.containsKey(id))
                .forEach(id -> violations.add(id + " was billed and there is no such attempt"));
        return violations;
    }

    private static boolean sameOutcome(Attempt attempt, Usage usage) {
        return attempt.state().toLowerCase(Locale.ROOT).equals(usage.outcome());
    }

    private static List<String> toolUsage(Evidence evidence) {
        Map<String, Long> ended = Found.count(
                evidence.effects().stream().filter(Effect::endedInRun), effect -> String.valueOf(effect.runId()));
        Map<String, Long> billed = Found.count(
                evidence.usage().stream().filter(usage -> usage.kind().equals(TOOL) && usage.runId() != null),
                usage -> String.valueOf(usage.runId()));
        return Found.differing(
                ended,
                billed,
                (run, executions, events) ->
                        run + " has " + executions + " executions and " + events + " usage events");
    }

    private static List<String> tokens(Evidence evidence) {
        Map<String, List<Usage>> byRun = Found.by(
                evidence.usage().stream().filter(usage -> usage.kind().equals(MODEL)),
                usage -> String.valueOf(usage.runId()));
        return evidence.runs().stream()
                .filter(Run::completed)
                .filter(run -> sum(byRun, run) != run.promptTokens() + run.completionTokens())
                .map(run -> run.id() + " counts " + (run.promptTokens() + run.completionTokens())
                        + " tokens, its usage events " + sum(byRun, run))
                .toList();
    }

    private static long sum(Map<String, List<Usage>> byRun, Run run) {
        return byRun.getOrDefault(run.id(), List.of()).stream()
                .filter(usage -> usage.outcome().equals("done"))
                .mapToLong(usage -> usage.promptTokens() + usage.completionTokens())
                .sum();
    }

    /** Each answer we call done was generated, and each that was generated we call done or unknown. */
    private static List<String> provider(Evidence evidence) {
        Map<String, Long> generated = Found.count(
                evidence.ledger().stream()
                        .filter(entry -> entry.kind().equals("model") && entry.phase() == Phase.EFFECT),
                entry -> String.valueOf(entry.operation()));
        Map<String, String> operations = evidence.runs().stream().collect(Collectors.toMap(Run::id, Run::operation));
        Map<String, List<Attempt>> attempts =
                Found.by(evidence.attempts().stream(), attempt -> operations.getOrDefault(attempt.runId(), ""));
        List<String> violations = new ArrayList<>();
        for (Acknowledged run : evidence.acknowledged()) {
            List<Attempt> made = attempts.getOrDefault(run.operation(), List.of());
            long done = in(made, "DONE");
            long most = done + in(made, "UNKNOWN") + in(made, "INTENT");
            long count = generated.getOrDefault(run.operation(), 0L);
            if (count < done || count > most) {
                violations.add(run.operation() + ": the provider generated " + count + " answers, we count " + done
                        + " done and " + (most - done) + " unknown");
            }
        }
        return violations;
    }

    private static long in(List<Attempt> attempts, String state) {
        return attempts.stream()
                .filter(attempt -> attempt.state().equals(state))
                .count();
    }

    private static List<String> open(Evidence evidence) {
        Map<String, Run> runs = evidence.runs().stream().collect(Collectors.toMap(Run::id, run -> run));
        List<String> violations = new ArrayList<>();
        evidence.attempts().stream()
                .filter(attempt -> attempt.state().equals("INTENT"))
                .filter(attempt -> runs.containsKey(attempt.runId())
                        && runs.get(attempt.runId()).isFinal())
                .forEach(attempt -> violations.add(attempt.id() + " is open, its run " + attempt.runId() + " ended"));
        return violations;
    }
}
