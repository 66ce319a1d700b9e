package io.fermata.executor.intake;

import io.fermata.contracts.Topics;
import io.fermata.executor.execution.Signals;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.web.TraceContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks a run to end, and puts on record who asked, in one transaction. What was given as a reason is the run's alone. */
@Service
class CancelRun {

    private final Signals signals;
    private final RunStore runs;
    private final AuditTrail audit;

    CancelRun(Signals signals, RunStore runs, AuditTrail audit) {
        this.signals = signals;
        this.runs = runs;
        this.audit = audit;
    }

    /** False when there is no such run, or it has ended. */
    @Transactional
    public boolean handle(String runId, @Nullable String reason, String by) {
        boolean asked = signals.cancel(runId, reason, by);
        if (asked) {
            record(runId, entry(runId, "api"));
        }
        return asked;
    }

    /** From the bus: the run may not be there yet, and whoever sends the record may speak for somebody else. */
    @Transactional
    public void handleEvent(String runId, @Nullable String reason, String by) {
        if (signals.cancelEvenEarly(runId, reason, by)) {
            record(runId, entry(runId, Topics.RUN_CANCEL).with("requested_by", by));
        }
    }

    /** In the run's trace, if the run is there: that of the request is its sender's. */
    private void record(String runId, AuditEntry entry) {
        TraceContext trace = runs.find(runId).map(Run::trace).orElseGet(TraceContext::current);
        trace.run(() -> audit.record(entry));
    }

    private static AuditEntry entry(String runId, String through) {
        return AuditEntry.of("run.cancel", "run", runId).with("through", through);
    }
}
