package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;

/** A record on the bus. */
sealed interface Message {

    /** @param byChannel the run is put on record by whoever reads this; otherwise it is there already */
    record RunRequested(int run, boolean byChannel) implements Message {}

    record ApprovalRequired(String approvalId, int run, String argumentsSha256) implements Message {}

    record ApprovalDecided(String eventId, String approvalId, int run, Step.Decision decision, String argumentsSha256)
            implements Message {}
}
