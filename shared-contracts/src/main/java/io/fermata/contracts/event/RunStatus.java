package io.fermata.contracts.event;

import java.util.Set;

/** The states a run can be in, as they are written in events and answers. */
public final class RunStatus {
    public static final String QUEUED = "queued";
    public static final String RUNNING = "running";
    public static final String WAITING_APPROVAL = "waiting_approval";
    public static final String WAITING = "waiting";
    public static final String SUCCEEDED = "succeeded";
    public static final String FAILED = "failed";
    public static final String CANCELLED = "cancelled";
    public static final String BLOCKED = "blocked";

    private static final Set<String> TERMINAL = Set.of(SUCCEEDED, FAILED, CANCELLED, BLOCKED);

    private RunStatus() {}

    /** A terminal run never changes again. */
    public static boolean isTerminal(String status) {
        return TERMINAL.contains(status);
    }
}
