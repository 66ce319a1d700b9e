package io.fermata.contracts.event;

/** What came of an audited action. */
public final class AuditOutcome {
    public static final String SUCCEEDED = "succeeded";
    public static final String DENIED = "denied";
    public static final String FAILED = "failed";

    /** What producers said before {@link #SUCCEEDED}; it means the same. */
    public static final String SUCCESS = "success";

    private AuditOutcome() {}
}
