package io.fermata.executor.run;

import java.util.Arrays;

/** Who does a run's work: an executor of this platform, or somebody outside who reports back. */
public enum Runner {
    INTERNAL("internal"),
    EXTERNAL("external");

    private final String wire;

    Runner(String wire) {
        this.wire = wire;
    }

    /** The runner as API and database spell it. */
    public String wire() {
        return wire;
    }

    public static boolean isKnown(String wire) {
        return Arrays.stream(values()).anyMatch(runner -> runner.wire.equals(wire));
    }

    public static Runner of(String wire) {
        return Arrays.stream(values())
                .filter(runner -> runner.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown runner: " + wire));
    }
}
