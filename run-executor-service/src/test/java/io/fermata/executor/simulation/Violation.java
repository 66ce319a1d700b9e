package io.fermata.executor.simulation;

/** The promise that was not kept, and where. */
final class Violation extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Invariant invariant;

    Violation(Invariant invariant, String where) {
        super(invariant + " (" + invariant.promise() + "): " + where);
        this.invariant = invariant;
    }

    static void unless(boolean kept, Invariant invariant, String where) {
        if (!kept) {
            throw new Violation(invariant, where);
        }
    }

    Invariant invariant() {
        return invariant;
    }
}
