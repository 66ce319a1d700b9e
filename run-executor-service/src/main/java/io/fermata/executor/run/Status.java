package io.fermata.executor.run;

import io.fermata.contracts.event.RunStatus;

/** Where a run stands. The last four are final. */
public enum Status {
    QUEUED(RunStatus.QUEUED),
    RUNNING(RunStatus.RUNNING),
    WAITING_APPROVAL(RunStatus.WAITING_APPROVAL),
    WAITING(RunStatus.WAITING),
    SUCCEEDED(RunStatus.SUCCEEDED),
    FAILED(RunStatus.FAILED),
    CANCELLED(RunStatus.CANCELLED),
    /** Kept for runs that a policy forbids; no run comes to this yet. */
    BLOCKED(RunStatus.BLOCKED);

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    /** The status as API, events and database spell it. */
    public String wire() {
        return wire;
    }

    public boolean isFinal() {
        return RunStatus.isTerminal(wire);
    }

    public static Status of(String wire) {
        for (Status status : values()) {
            if (status.wire.equals(wire)) {
                return status;
            }
        }
        throw new IllegalArgumentException("unknown run status: " + wire);
    }
}
