package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Audited;
import io.fermata.e2e.torture.evidence.Evidence.Chain;
import io.fermata.e2e.torture.evidence.Evidence.Deed;
import io.fermata.e2e.torture.evidence.Evidence.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who did what is on record, once, and the record cannot have been rewritten. */
final class AuditInvariants {
    private static final String TOOL_CALL = "tool.execute";

    private AuditInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("every tenant's audit chain verifies", AuditInvariants::brokenChains),
                new Invariant("what was confirmed is on the audit trail", AuditInvariants::unrecorded),
                new Invariant("what was done once is on the audit trail once", AuditInvariants::recordedTwice),
                new Invariant("one entry of the audit trail per tool execution of a run", AuditInvariants::toolCalls));
    }

    /** A chain of nothing would verify too. */
    private static List<String> brokenChains(Evidence evidence) {
        Map<String, Long> kept = Found.count(
                evidence.audited().stream(), audited -> audited.deed().tenant());
        List<String> violations = new ArrayList<>();
        for (Chain chain : evidence.chains()) {
            if (!chain.intact()) {
                violations.add("the chain of " + chain.tenant() + " breaks at " + chain.brokenAt());
            }
            if (chain.checked() != kept.getOrDefault(chain.tenant(), 0L)) {
                violations.add("the chain of " + chain.tenant() + " has " + chain.checked() + " links, its table "
                        + kept.getOrDefault(chain.tenant(), 0L));
            }
        }
        if (evidence.chains().isEmpty()) {
            violations.add("no chain was verified");
        }
        return violations;
    }

    private static List<String> unrecorded(Evidence evidence) {
        Set<Deed> audited = succeeded(evidence).collect(Collectors.toSet());
        return Found.where(
                evidence.deeds(), deed -> !audited.contains(deed), deed -> deed + " was confirmed and is not on it");
    }

    /** Each of these is done to its resource once, however often the request or the record came. */
    private static List<String> recordedTwice(Evidence evidence) {
        Map<Deed, Long> audited = Found.count(succeeded(evidence), deed -> deed);
        return Found.where(
                Set.copyOf(evidence.deeds()),
                deed -> audited.getOrDefault(deed, 0L) > 1,
                deed -> deed + " is on it " + audited.get(deed) + " times");
    }

    private static List<String> toolCalls(Evidence evidence) {
        Map<Deed, Long> ended = Found.count(
                evidence.effects().stream().filter(Effect::endedInRun),
                effect -> new Deed(effect.tenant(), TOOL_CALL, effect.tool()));
        Map<Deed, Long> audited = Found.count(
                evidence.audited().stream()
                        .map(Audited::deed)
                        .filter(deed -> deed.action().equals(TOOL_CALL)),
                deed -> deed);
        return Found.differing(
                ended,
                audited,
                (call, happened, told) -> call + " happened " + happened + " times and is on it " + told + " times");
    }

    private static Stream<Deed> succeeded(Evidence evidence) {
        return evidence.audited().stream()
                .filter(audited -> audited.outcome().equals("succeeded"))
                .map(Audited::deed);
    }
}
