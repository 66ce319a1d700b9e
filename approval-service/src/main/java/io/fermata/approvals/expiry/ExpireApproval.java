package io.fermata.approvals.expiry;

import io.fermata.approvals.approval.ApprovalChanges;
import io.fermata.approvals.approval.ApprovalId;
import io.fermata.approvals.approval.Approvals;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ends one approval that nobody decided in time. */
@Service
public class ExpireApproval {
    private final Approvals approvals;
    private final ApprovalChanges changes;

    ExpireApproval(Approvals approvals, ApprovalChanges changes) {
        this.approvals = approvals;
        this.changes = changes;
    }

    /** Leaves alone what another replica, or a person in the last moment, is at work on. */
    @Transactional
    public void handle(ApprovalId id) {
        approvals
                .findFree(id)
                .flatMap(approval -> approval.expire(approvals.now()))
                .filter(approvals::replace)
                .ifPresent(expired -> changes.announce(expired, ApprovalChanges.SERVICE, "expire"));
    }
}
