package io.fermata.executor.simulation;

import io.fermata.executor.machine.Step;

/** News for a run, kept on disk until it is in the log. */
sealed interface Signal {

    record Cancelled() implements Signal {}

    record Decided(String approvalId, Step.Decision decision, String argumentsSha256) implements Signal {}

    record Reconciled(String effectKey, Step.Verdict verdict) implements Signal {}
}
