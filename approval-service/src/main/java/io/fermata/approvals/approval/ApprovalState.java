package io.fermata.approvals.approval;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where an approval stands. Only {@link Pending} has moves: the other states are final.
 *
 * <pre>
 * Pending ── approve (quorum not reached) ──▶ Pending
 * Pending ── approve (quorum reached) ──▶ Approved
 * Pending ── reject ──▶ Rejected
 * Pending ── expire ──▶ Expired
 * Pending ── cancel ──▶ Cancelled
 * </pre>
 */
public sealed interface ApprovalState {

    /**
     * It waits.
     *
     * @param approvedBy who has approved so far, in that order
     */
    record Pending(List<String> approvedBy) implements ApprovalState {
        public Pending {
            approvedBy = List.copyOf(approvedBy);
        }

        static Pending untouched() {
            return new Pending(List.of());
        }

        ApprovalState approve(Verdict verdict, int quorum) {
            List<String> all =
                    Stream.concat(approvedBy.stream(), Stream.of(verdict.by())).toList();
            return all.size() < quorum ? new Pending(all) : new Approved(all, verdict);
        }

        Rejected reject(Verdict verdict) {
            return new Rejected(verdict);
        }

        Expired expire(Instant now) {
            return new Expired(now);
        }

        Cancelled cancel(String reason, Instant now) {
            return new Cancelled(reason, now);
        }
    }

    /**
     * Enough people agreed.
     *
     * @param last the approval that completed the quorum
     */
    record Approved(List<String> approvedBy, Verdict last) implements ApprovalState {
        public Approved {
            approvedBy = List.copyOf(approvedBy);
        }
    }

    /** One person said no. */
    record Rejected(Verdict verdict) implements ApprovalState {}

    /** Nobody decided in time. */
    record Expired(Instant at) implements ApprovalState {}

    /** The run ended, so there is nothing left to decide. */
    record Cancelled(String reason, Instant at) implements ApprovalState {}
}
