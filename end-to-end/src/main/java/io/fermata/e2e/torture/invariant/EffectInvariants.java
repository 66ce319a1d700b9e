package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Approval;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import io.fermata.testkit.oracle.LedgerEntry;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was done to others: once, on purpose, with the arguments that were decided on. The oracle is the judge. */
final class EffectInvariants {
    static final String GATED = "oracle.gated";
    private static final String NATURAL = "natural";

    private EffectInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("an effect of a keyed tool happens once", of -> doubled(of, "keyed")),
                new Invariant("an effect of a natural tool is the same each time", EffectInvariants::unlike),
                new Invariant("an effect of a queryable tool happens once", of -> doubled(of, "queryable")),
                new Invariant("a tool that declares none is never called twice", EffectInvariants::calledAgain),
                new Invariant("no effect without an intent", EffectInvariants::withoutIntent),
                new Invariant("one hash of arguments per key", EffectInvariants::otherArguments),
                new Invariant("what is said to have succeeded took effect", EffectInvariants::claimed),
                new Invariant("unknown outcomes of none are parked or failed", EffectInvariants::unknowns),
                new Invariant(
                        "a gated effect has one approval, in time, of these arguments", EffectInvariants::ungated));
    }

    private static Stream<LedgerEntry> effects(Evidence evidence) {
        return evidence.ledger().stream()
                .filter(entry -> entry.phase() == Phase.EFFECT && !entry.kind().equals("model"));
    }

    private static List<String> doubled(Evidence evidence, String kind) {
        return more(Found.count(
                effects(evidence).filter(entry -> entry.kind().equals(kind)), entry -> entry.operation() + ""));
    }

    private static List<String> calledAgain(Evidence evidence) {
        return more(Found.count(
                evidence.ledger().stream()
                        .filter(entry ->
                                entry.phase() == Phase.RECEIVED && entry.kind().equals("none")),
                entry -> entry.operation() + ""));
    }

    private static List<String> more(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + " × " + entry.getValue())
                .toList();
    }

    private static List<String> unlike(Evidence evidence) {
        return distinct(effects(evidence).filter(entry -> entry.kind().equals(NATURAL)), false);
    }

    private static List<String> otherArguments(Evidence evidence) {
        return distinct(
                evidence.ledger().stream().filter(entry -> entry.phase() == Phase.RECEIVED && entry.key() != null),
                true);
    }

    private static List<String> distinct(Stream<LedgerEntry> entries, boolean byKey) {
        List<String> violations = new ArrayList<>();
        Found.by(entries, entry -> (byKey ? entry.key() : entry.operation()) + "")
                .forEach((name, of) -> {
                    Set<String> hashes = of.stream()
                            .map(entry -> entry.argumentsSha256() + "")
                            .collect(Collectors.toSet());
                    if (hashes.size() > 1) {
                        violations.add(name + " came with " + hashes.size() + " different bodies");
                    }
                });
        return violations;
    }

    private static List<String> withoutIntent(Evidence evidence) {
        Set<String> intents = evidence.effects().stream().map(Effect::key).collect(Collectors.toSet());
        return Found.where(
                effects(evidence)
                        .filter(entry -> !entry.kind().equals("webhook"))
                        .toList(),
                entry -> entry.key() == null || !intents.contains(entry.key()),
                entry -> entry.kind() + " " + entry.operation() + " was done under " + entry.key()
                        + ", of which the ledger knows nothing");
    }

    private static List<String> claimed(Evidence evidence) {
        Set<String> done =
                effects(evidence).map(entry -> entry.key() + "").collect(Collectors.toCollection(HashSet::new));
        return Found.where(
                evidence.effects(),
                effect -> effect.tool().startsWith("oracle.")
                        && effect.state().equals("DONE")
                        && !done.contains(effect.key()),
                effect -> effect.key() + " of " + effect.tool() + " is DONE and the oracle never did it");
    }

    /** A run whose call has an outcome nobody knows must not have gone on as if it knew. */
    private static List<String> unknowns(Evidence evidence) {
        Map<String, Evidence.Run> runs =
                evidence.runs().stream().collect(Collectors.toMap(Evidence.Run::id, run -> run));
        return Found.where(
                evidence.effects(),
                effect -> effect.state().equals("UNKNOWN") && !held(runs.get(effect.runId() + "")),
                effect -> effect.key() + " of " + effect.tool() + " is UNKNOWN and run " + effect.runId() + " is "
                        + status(runs.get(effect.runId() + "")));
    }

    private static boolean held(Evidence.@Nullable Run run) {
        return run != null
                && (run.status().equals(Evidence.PARKED)
                        || run.status().equals("cancelled")
                        || run.status().equals("failed"));
    }

    private static String status(Evidence.@Nullable Run run) {
        return run == null ? "not there" : run.status();
    }

    /** The approval is of the call that the effect's key names: same run, same arguments. */
    private static List<String> ungated(Evidence evidence) {
        Map<String, String> operations =
                evidence.runs().stream().collect(Collectors.toMap(Evidence.Run::id, Evidence.Run::operation));
        Map<String, Effect> intents =
                evidence.effects().stream().collect(Collectors.toMap(Effect::key, effect -> effect, (one, _) -> one));
        List<String> violations = new ArrayList<>();
        effects(evidence)
                .filter(entry -> (entry.operation() + "").endsWith(".gated"))
                .forEach(entry -> {
                    String operation = String.valueOf(entry.operation()).replace(".gated", "");
                    List<Approval> given = evidence.approvals().stream()
                            .filter(approval -> operation.equals(operations.get(approval.runId())))
                            .filter(approval -> approval.status().equals("approved") && inTime(approval))
                            .filter(approval -> sameArguments(approval, intents.get(entry.key() + "")))
                            .toList();
                    if (given.size() != 1) {
                        violations.add(operation + " was done with " + given.size() + " fitting approvals");
                    }
                });
        return violations;
    }

    private static boolean inTime(Approval approval) {
        Instant decided = approval.decidedAt();
        return decided != null && !decided.isAfter(approval.expiresAt());
    }

    private static boolean sameArguments(Approval approval, @Nullable Effect effect) {
        return effect != null
                && approval.runId().equals(effect.runId())
                && effect.tool().equals(approval.tool())
                && effect.argumentsSha256().equals(approval.argumentsSha256());
    }
}
