package io.fermata.approvals.approval;

import io.fermata.approvals.approval.ApprovalState.Approved;
import io.fermata.approvals.approval.ApprovalState.Cancelled;
import io.fermata.approvals.approval.ApprovalState.Expired;
import io.fermata.approvals.approval.ApprovalState.Pending;
import io.fermata.approvals.approval.ApprovalState.Rejected;
import io.fermata.approvals.approval.Ruling.Accepted;
import io.fermata.approvals.approval.Ruling.Refused;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A held call and what became of it. The rules live here; which of two decisions that arrive together counts is decided
 * by the row (see {@link Approvals#replace}).
 *
 * @param version of the row this was read from
 */
public record Approval(ApprovalId id, HeldCall call, Terms terms, ApprovalState state, long version) {

    public static Approval pending(ApprovalId id, HeldCall call, Terms terms) {
        return new Approval(id, call, terms, Pending.untouched(), 0);
    }

    /**
     * Somebody says yes.
     *
     * @param now by the database's clock
     */
    public Ruling approve(Decider who, @Nullable String notes, Instant now) {
        if (call.request().isBy(who) && !who.mayApproveOwn()) {
            return new Refused(this, Refusal.OWN_RUN);
        }
        if (state instanceof Pending pending && pending.approvedBy().contains(who.subject())) {
            return new Refused(this, Refusal.ALREADY_APPROVED_BY_THEM);
        }
        Verdict verdict = new Verdict(who.subject(), notes, now);
        return decide(who, now, pending -> pending.approve(verdict, terms.quorum()));
    }

    /**
     * Somebody says no.
     *
     * @param now by the database's clock
     */
    public Ruling reject(Decider who, @Nullable String notes, Instant now) {
        return decide(who, now, pending -> pending.reject(new Verdict(who.subject(), notes, now)));
    }

    /** Empty when there is nothing to expire: it is decided, or there is time left. */
    public Optional<Approval> expire(Instant now) {
        return terms.overAt(now) ? pending().map(pending -> in(pending.expire(now))) : Optional.empty();
    }

    /** Empty when it is decided. */
    public Optional<Approval> cancel(String reason, Instant now) {
        return pending().map(pending -> in(pending.cancel(reason, now)));
    }

    private Ruling decide(Decider who, Instant now, Function<Pending, ApprovalState> move) {
        if (!terms.allow(who)) {
            return new Refused(this, Refusal.NOT_AN_APPROVER);
        }
        return switch (state) {
            case Pending _ when terms.overAt(now) -> new Refused(this, Refusal.EXPIRED);
            case Pending pending -> new Accepted(in(move.apply(pending)));
            case Expired _ -> new Refused(this, Refusal.EXPIRED);
            case Approved _, Rejected _, Cancelled _ -> new Refused(this, Refusal.ALREADY_DECIDED);
        };
    }

    private Optional<Pending> pending() {
        return state instanceof Pending pending ? Optional.of(pending) : Optional.empty();
    }

    private Approval in(ApprovalState next) {
        return new Approval(id, call, terms, next, version);
    }
}
