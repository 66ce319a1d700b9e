package io.fermata.contracts.event;

/** How an approval can end. */
public final class ApprovalDecision {
    public static final String APPROVED = "approved";
    public static final String REJECTED = "rejected";
    public static final String EXPIRED = "expired";
    public static final String CANCELLED = "cancelled";

    private ApprovalDecision() {}
}
