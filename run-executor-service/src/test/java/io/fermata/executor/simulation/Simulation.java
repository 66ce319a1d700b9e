package io.fermata.executor.simulation;

import java.util.Optional;

/** World after world, until enough has happened or one of them breaks a promise. */
final class Simulation {

    private final Scenario first;
    private final Tally tally = new Tally();
    private long seed;
    private Optional<Failure> failure = Optional.empty();

    Simulation(Scenario first) {
        this.first = first;
        this.seed = first.seed();
    }

    /** Whether every promise was kept. */
    boolean run(long events, long worlds) {
        for (long world = 0; world < worlds && tally.events() < events; world++) {
            Scenario scenario = first.withSeed(first.seed() + world);
            seed = scenario.seed();
            try {
                tally.add(World.run(scenario));
            } catch (Violation violation) {
                failure = Optional.of(new Failure(scenario, violation));
                return false;
            }
        }
        return true;
    }

    Tally tally() {
        return tally;
    }

    long lastSeed() {
        return seed;
    }

    Optional<Failure> failure() {
        return failure;
    }
}
