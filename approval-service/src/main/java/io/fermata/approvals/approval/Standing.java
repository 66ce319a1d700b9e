package io.fermata.approvals.approval;

import io.fermata.approvals.approval.ApprovalState.Approved;
import io.fermata.approvals.approval.ApprovalState.Cancelled;
import io.fermata.approvals.approval.ApprovalState.Expired;
import io.fermata.approvals.approval.ApprovalState.Pending;
import io.fermata.approvals.approval.ApprovalState.Rejected;
import io.fermata.contracts.event.ApprovalDecision;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A state as it is written down: in rows, answers and events. */
public record Standing(
        String status,
        List<String> approvedBy,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String notes) {
    public static final String PENDING = "pending";
    public static final Set<String> STATUSES = Set.of(
            PENDING,
            ApprovalDecision.APPROVED,
            ApprovalDecision.REJECTED,
            ApprovalDecision.EXPIRED,
            ApprovalDecision.CANCELLED);

    public static Standing of(ApprovalState state) {
        return switch (state) {
            case Pending(List<String> approvedBy) -> new Standing(PENDING, approvedBy, null, null, null);
            case Approved(List<String> approvedBy, Verdict last) ->
                new Standing(ApprovalDecision.APPROVED, approvedBy, last.by(), last.at(), last.notes());
            case Rejected(Verdict verdict) ->
                new Standing(ApprovalDecision.REJECTED, List.of(), verdict.by(), verdict.at(), verdict.notes());
            case Expired(Instant at) -> new Standing(ApprovalDecision.EXPIRED, List.of(), null, at, null);
            case Cancelled(String reason, Instant at) ->
                new Standing(ApprovalDecision.CANCELLED, List.of(), null, at, reason);
        };
    }

    public ApprovalState state() {
        return switch (status) {
            case PENDING -> new Pending(approvedBy);
            case ApprovalDecision.APPROVED -> new Approved(approvedBy, verdict());
            case ApprovalDecision.REJECTED -> new Rejected(verdict());
            case ApprovalDecision.EXPIRED -> new Expired(Objects.requireNonNull(decidedAt));
            case ApprovalDecision.CANCELLED ->
                new Cancelled(Objects.requireNonNull(notes), Objects.requireNonNull(decidedAt));
            default -> throw new IllegalStateException("unknown status " + status);
        };
    }

    public boolean isPending() {
        return status.equals(PENDING);
    }

    private Verdict verdict() {
        return new Verdict(Objects.requireNonNull(decidedBy), notes, Objects.requireNonNull(decidedAt));
    }
}
