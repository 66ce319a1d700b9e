package io.fermata.approvals.approval;

/** Why a decision is not accepted. */
public enum Refusal {
    NOT_AN_APPROVER,
    OWN_RUN,
    EXPIRED,
    ALREADY_DECIDED,
    ALREADY_APPROVED_BY_THEM;

    /** Whether they tried what they may not; otherwise they only came too late. */
    public boolean isDenial() {
        return this == NOT_AN_APPROVER || this == OWN_RUN;
    }
}
