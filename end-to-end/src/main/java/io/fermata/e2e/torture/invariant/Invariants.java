package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** All of them, in the order they are reported. */
public final class Invariants {
    /** Promises about parts that do not exist yet: said in every report, so that nobody takes them for kept. */
    public static final List<String> NOT_YET = List.of(
            "invoice recomputes byte-identical (there are no invoices)",
            "spent + reserved never exceeds a budget (there are no budgets)");

    /** Broke when a connection to a provider did, and was taken for one that never was. */
    public static final String PROVIDER_COUNT = UsageInvariants.PROVIDER_COUNT;

    private Invariants() {}

    public static List<Invariant> all() {
        return Stream.of(
                        RunInvariants.all(),
                        EffectInvariants.all(),
                        UsageInvariants.all(),
                        EventInvariants.all(),
                        AuditInvariants.all())
                .flatMap(List::stream)
                .toList();
    }

    public static List<Verdict> judge(Evidence evidence) {
        return all().stream().map(invariant -> invariant.judge(evidence)).toList();
    }
}
