package io.fermata.executor.machine;

/** The process dies here: whatever it had in memory is gone. */
final class SimulatedCrash extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("crash", null, false, false);
    }
}
