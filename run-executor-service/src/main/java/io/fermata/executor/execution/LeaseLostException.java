package io.fermata.executor.execution;

/** Another instance owns the run by now. Whoever holds this stops, and writes nothing. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(String runId) {
        super("the lease of " + runId + " is lost");
    }
}
