package io.fermata.contracts.event;

/** How a measured attempt ended; unknown means nobody can tell whether it took effect. */
public final class UsageOutcome {
    public static final String DONE = "done";
    public static final String FAILED = "failed";
    public static final String UNKNOWN = "unknown";

    private UsageOutcome() {}
}
