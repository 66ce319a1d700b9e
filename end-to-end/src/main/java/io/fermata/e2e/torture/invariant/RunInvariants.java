package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Acknowledged;
import io.fermata.e2e.torture.evidence.Evidence.Approval;
import io.fermata.e2e.torture.evidence.Evidence.Ending;
import io.fermata.e2e.torture.evidence.Evidence.Run;
import io.fermata.e2e.torture.evidence.Evidence.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** No run is lost, none ends twice, each log is whole. */
final class RunInvariants {
    /** Where a run may rest because it is somebody else's turn. */
    private static final Set<String> WAITING = Set.of("waiting_approval", Evidence.PARKED);

    static final String ONE_RUN = "a start that is repeated starts one run";

    private RunInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("acknowledged runs exist", RunInvariants::lost),
                new Invariant(ONE_RUN, RunInvariants::startedTwice),
                new Invariant("nothing is stuck after the drain", RunInvariants::stuck),
                new Invariant("a run ends at most once", RunInvariants::endedTwice),
                new Invariant("steps are without gap or repeat", RunInvariants::gaps),
                new Invariant("no line of a zombie is in a log", RunInvariants::zombies),
                new Invariant("no row belongs to another tenant", RunInvariants::strangers));
    }

    private static List<String> lost(Evidence evidence) {
        Map<String, String> tenants = evidence.runs().stream().collect(Collectors.toMap(Run::id, Run::tenant));
        return Found.where(
                evidence.acknowledged(),
                told -> !told.tenant().equals(tenants.get(told.runId())),
                told -> told.runId() + " of " + told.tenant() + " was acknowledged and is not there");
    }

    /** However often a start is repeated under its key, whatever dies meanwhile. */
    private static List<String> startedTwice(Evidence evidence) {
        Set<String> confirmed =
                evidence.acknowledged().stream().map(Acknowledged::operation).collect(Collectors.toSet());
        List<String> violations = new ArrayList<>();
        Found.by(evidence.runs().stream(), Run::operation).forEach((operation, runs) -> {
            if (confirmed.contains(operation) && runs.size() > 1) {
                violations.add(
                        operation + " started " + runs.stream().map(Run::id).toList());
            }
        });
        return violations;
    }

    private static List<String> stuck(Evidence evidence) {
        return Found.where(
                evidence.runs(),
                run -> !run.isFinal() && !WAITING.contains(run.status()),
                run -> run.id() + " is still " + run.status());
    }

    private static List<String> endedTwice(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Found.by(evidence.endings().stream(), Ending::runId).forEach((run, endings) -> {
            if (endings.size() > 1) {
                violations.add(
                        run + " ended as " + endings.stream().map(Ending::to).toList());
            }
        });
        violations.addAll(Found.where(
                evidence.endings(),
                ending -> Evidence.FINAL.contains(ending.from()),
                ending -> ending.runId() + " went from " + ending.from() + " to " + ending.to()));
        return violations;
    }

    private static List<String> gaps(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Found.by(evidence.steps().stream(), Step::runId).forEach((run, steps) -> {
            List<Long> sequence = steps.stream().map(Step::sequence).sorted().toList();
            for (int i = 0; i < sequence.size(); i++) {
                if (sequence.get(i) != i + 1) {
                    violations.add(run + " has the steps " + sequence);
                    return;
                }
            }
        });
        return violations;
    }

    /** The epoch of the lease under which a line was written never falls. */
    private static List<String> zombies(Evidence evidence) {
        List<String> violations = new ArrayList<>();
        Found.by(evidence.steps().stream(), Step::runId).forEach((run, steps) -> {
            List<Step> log = steps.stream()
                    .sorted(Comparator.comparingLong(Step::sequence))
                    .toList();
            for (int i = 1; i < log.size(); i++) {
                if (log.get(i).leaseEpoch() < log.get(i - 1).leaseEpoch()) {
                    violations.add(run + " has step " + log.get(i).sequence() + " of epoch "
                            + log.get(i).leaseEpoch() + " after one of "
                            + log.get(i - 1).leaseEpoch());
                }
            }
        });
        return violations;
    }

    private static List<String> strangers(Evidence evidence) {
        Map<String, String> tenants = evidence.runs().stream().collect(Collectors.toMap(Run::id, Run::tenant));
        List<String> violations = new ArrayList<>();
        evidence.steps().forEach(step -> check(tenants, step.runId(), step.tenant(), "a step", violations));
        evidence.attempts()
                .forEach(row -> check(tenants, row.runId(), row.tenant(), "attempt " + row.id(), violations));
        evidence.effects().forEach(row -> check(tenants, row.runId(), row.tenant(), "effect " + row.key(), violations));
        evidence.usage().forEach(row -> check(tenants, row.runId(), row.tenant(), "usage " + row.id(), violations));
        for (Approval row : evidence.approvals()) {
            check(tenants, row.runId(), row.tenant(), "approval " + row.id(), violations);
        }
        return violations;
    }

    private static void check(
            Map<String, String> tenants,
            @org.jspecify.annotations.Nullable String run,
            String tenant,
            String what,
            List<String> violations) {
        String owner = run == null ? null : tenants.get(run);
        if (owner != null && !owner.equals(tenant)) {
            violations.add(what + " of run " + run + " belongs to " + tenant + ", the run to " + owner);
        }
    }
}
