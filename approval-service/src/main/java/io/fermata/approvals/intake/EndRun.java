package io.fermata.approvals.intake;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalChanges;
import io.fermata.approvals.approval.Approvals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A run has ended without success: nothing of it needs a decision any more, not even what is still on its way here. */
@Service
public class EndRun {
    static final String REASON = "the run has ended";

    private final Approvals approvals;
    private final EndedRuns endedRuns;
    private final ApprovalChanges changes;

    EndRun(Approvals approvals, EndedRuns endedRuns, ApprovalChanges changes) {
        this.approvals = approvals;
        this.endedRuns = endedRuns;
        this.changes = changes;
    }

    @Transactional
    public void handle(String runId) {
        endedRuns.lock(runId);
        endedRuns.add(runId);
        List<Approval> pending = approvals.findPendingOf(runId);
        if (!pending.isEmpty()) {
            cancel(pending, approvals.now());
        }
    }

    private void cancel(List<Approval> pending, Instant now) {
        List<Approval> cancelled = pending.stream()
                .map(approval -> approval.cancel(REASON, now))
                .flatMap(Optional::stream)
                .filter(approvals::replace)
                .toList();
        cancelled.forEach(approval -> changes.announce(approval, ApprovalChanges.SERVICE, "cancel"));
    }
}
