package io.fermata.approvals.approval;

/** Why a decision is not accepted. */
public enum Refusal {
    NOT_AN_APPROVER,
    EXPIRED,
    ALREADY_DECIDED,
    ALREADY_APPROVED_BY_THEM
}
