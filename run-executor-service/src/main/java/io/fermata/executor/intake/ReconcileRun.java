package io.fermata.executor.intake;

import io.fermata.executor.execution.Reconciliation;
import io.fermata.executor.execution.Signals;
import io.fermata.executor.intake.Reconciliations.Recorded;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.UnknownOutcomes;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.sealing.SensitivePayloads;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a person's word for what became of a call: on record, in the audit trail, and to the run, in one transaction. */
@Service
class ReconcileRun {

    private final RunStore runs;
    private final UnknownOutcomes unknown;
    private final Reconciliations reconciliations;
    private final Signals signals;
    private final AuditTrail audit;
    private final SensitivePayloads payloads;
    private final Clock clock;

    ReconcileRun(
            RunStore runs,
            UnknownOutcomes unknown,
            Reconciliations reconciliations,
            Signals signals,
            AuditTrail audit,
            SensitivePayloads payloads,
            Clock clock) {
        this.runs = runs;
        this.unknown = unknown;
        this.reconciliations = reconciliations;
        this.signals = signals;
        this.audit = audit;
        this.payloads = payloads;
        this.clock = clock;
    }

    Run requireRun(String runId) {
        return runs.find(runId).orElseThrow(() -> ProblemException.notFound("run"));
    }

    /** The answer that is on record now: this one, or the same one given before. */
    @Transactional
    public Recorded handle(String runId, Reconciliation found) {
        Run run = requireRun(runId);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (!reconciliations.record(runId, found, now)) {
            return requireSame(found, reconciliations.require(runId, found.stepId()));
        }
        boolean inDoubt =
                unknown.of(runId).stream().anyMatch(outcome -> outcome.stepId().equals(found.stepId()));
        if (!inDoubt || !signals.reconciled(runId, found)) {
            throw ProblemException.conflict("The run does not wait for the outcome of this step.");
        }
        run.trace().run(() -> audit(runId, found, now));
        return new Recorded(found, now);
    }

    private static Recorded requireSame(Reconciliation found, Recorded before) {
        if (found.verdict() != before.found().verdict()
                || !found.outputJson().equals(before.found().outputJson())) {
            throw ProblemException.conflict("Somebody has said otherwise about this step already.");
        }
        return before;
    }

    /** The trail is readable for good: what is sensitive stays with the run. */
    private void audit(String runId, Reconciliation found, Instant now) {
        AuditEntry entry = AuditEntry.of("run.reconcile", "run", runId)
                .by(found.by())
                .at(now)
                .with("step_id", found.stepId())
                .with("outcome", found.verdict().name().toLowerCase(Locale.ROOT));
        if (found.note() != null && !payloads.marked()) {
            entry.with("note", found.note());
        }
        audit.record(entry);
    }
}
