package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run on disk. */
final class Row {

    static final int NOBODY = -1;
    static final long NEVER = -1;

    enum Status {
        QUEUED,
        RUNNING,
        AWAITS_APPROVAL,
        AWAITS_TIMER,
        AWAITS_PERSON,
        ENDED
    }

    final int run;
    final long createdAt;
    final List<Step> steps = new ArrayList<>();
    final Map<Long, Attempt> attempts = new LinkedHashMap<>();
    final List<Signal> signals = new ArrayList<>();
    Status status = Status.QUEUED;
    long version;
    int owner = NOBODY;
    long epoch;
    long wakeAt = NEVER;
    long parkedAt = NEVER;
    long parkedMillis;
    long startedAt = NEVER;

    Row(int run, long createdAt) {
        this.run = run;
        this.createdAt = createdAt;
    }

    boolean isEnded() {
        return status == Status.ENDED;
    }

    /** Whether somebody should execute it when nobody alive does. */
    boolean isRunnable(long now) {
        return owner != NOBODY
                || status == Status.RUNNING
                || (status == Status.QUEUED && now > createdAt + 2_000)
                || (status == Status.AWAITS_TIMER && wakeAt <= now)
                || !signals.isEmpty();
    }
}
