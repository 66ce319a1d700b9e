package io.fermata.executor.simulation;

import java.util.Optional;

/** A world that broke a promise. */
record Failure(Scenario scenario, Violation violation) {

    private static final int SEEDS_TO_TRY = 300;

    /** Takes runs and faults away for as long as some seed still breaks the same promise. */
    Scenario smallest() {
        Scenario smallest = scenario;
        for (int runs = 1; runs < scenario.runs(); runs++) {
            Optional<Scenario> fewer = failing(smallest.withRuns(runs), violation.invariant());
            if (fewer.isPresent()) {
                smallest = fewer.get();
                break;
            }
        }
        for (Fault fault : scenario.faults().stream().sorted().toList()) {
            smallest = failing(smallest.without(fault), violation.invariant()).orElse(smallest);
        }
        return smallest;
    }

    private static Optional<Scenario> failing(Scenario scenario, Invariant invariant) {
        for (long seed = scenario.seed(); seed < scenario.seed() + SEEDS_TO_TRY; seed++) {
            Scenario candidate = scenario.withSeed(seed);
            try {
                World.run(candidate);
            } catch (Violation violation) {
                if (violation.invariant() == invariant) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    String report() {
        return "BROKEN: " + violation.getMessage() + "\n  again:    " + scenario.command() + "\n  smallest: "
                + smallest().command();
    }
}
