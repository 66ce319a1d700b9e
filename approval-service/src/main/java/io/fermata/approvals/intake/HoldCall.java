package io.fermata.approvals.intake;

import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalChanges;
import io.fermata.approvals.approval.Approvals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts a call on hold. The same approval arriving again changes nothing. */
@Service
public class HoldCall {
    private final Approvals approvals;
    private final EndedRuns endedRuns;
    private final ApprovalChanges changes;

    HoldCall(Approvals approvals, EndedRuns endedRuns, ApprovalChanges changes) {
        this.approvals = approvals;
        this.endedRuns = endedRuns;
        this.changes = changes;
    }

    @Transactional
    public void handle(Approval requested) {
        String runId = requested.call().runId();
        endedRuns.lock(runId);
        if (endedRuns.contains(runId)) {
            requested.cancel(EndRun.REASON, approvals.now()).ifPresent(cancelled -> add(cancelled, "cancel"));
        } else {
            add(requested, "request");
        }
    }

    private void add(Approval approval, String action) {
        if (approvals.add(approval)) {
            changes.announce(approval, ApprovalChanges.SERVICE, action);
        }
    }
}
