package io.fermata.executor.machine;

/** News for a run, kept on disk until the run has taken it into its log. */
sealed interface SimulatedSignal {

    record Cancel(int number) implements SimulatedSignal {}

    record Decided(String approvalId, Step.Decision decision) implements SimulatedSignal {}
}
