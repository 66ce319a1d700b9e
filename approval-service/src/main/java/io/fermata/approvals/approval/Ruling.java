package io.fermata.approvals.approval;

/** What the rules say to a decision. */
public sealed interface Ruling {
    /** It stands, once it is stored. */
    record Accepted(Approval approval) implements Ruling {}

    /** It does not. */
    record Refused(Approval approval, Refusal why) implements Ruling {}
}
