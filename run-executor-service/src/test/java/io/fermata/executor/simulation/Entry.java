package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;
import java.util.List;

/** Everything that one turn of a run changes. */
record Entry(
        int run,
        Lease lease,
        long version,
        Row.Status status,
        long wakeAt,
        boolean release,
        long firstSequence,
        List<Step> steps,
        List<Attempt> attempts,
        List<Signal> consumed,
        List<Message> events) {

    record Lease(int owner, long epoch) {}
}
