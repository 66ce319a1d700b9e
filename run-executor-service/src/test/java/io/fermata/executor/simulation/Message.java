package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;

/** A record on the bus. */
sealed interface Message {

    /** A run is wanted. When a channel asks, whoever reads this puts it on record; otherwise it is there already. */
    record RunRequested(int run, boolean byChannel) implements Message {}

    record ApprovalRequired(String approvalId, int run, String argumentsSha256) implements Message {}

    record ApprovalDecided(String eventId, String approvalId, int run, Step.Decision decision, String argumentsSha256)
            implements Message {}
}
