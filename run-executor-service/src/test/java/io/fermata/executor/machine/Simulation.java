package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntPredicate;

/** One run from its first step to its last, through as many lives of the process as it takes. */
final class Simulation {

    private static final int MOST_BOUNDARIES = 5_000;

    private final SimulatedWorld world;
    private final SimulatedLog log = new SimulatedLog();
    private final Kinds kinds;
    private int boundaries;
    private int crashes;

    private Simulation(long seed, Kinds kinds) {
        this.world = new SimulatedWorld(seed);
        this.kinds = kinds;
    }

    /** @param diesAt told the number of each boundary that is reached */
    static Simulation run(long seed, Kinds kinds, IntPredicate diesAt) {
        Simulation simulation = new Simulation(seed, kinds);
        simulation.untilTheEnd(diesAt);
        simulation.log.requireSound(simulation.world.plan());
        kinds.saw(simulation.log.steps());
        return simulation;
    }

    int boundaries() {
        return boundaries;
    }

    int crashes() {
        return crashes;
    }

    private void untilTheEnd(IntPredicate diesAt) {
        while (!log.state().ended()) {
            try {
                new SimulatedProcess(world, log, () -> reach(diesAt), kinds).live();
            } catch (SimulatedCrash _) {
                crashes++;
            }
        }
    }

    private void reach(IntPredicate diesAt) {
        boundaries++;
        assertThat(boundaries).as("boundaries before the run ended").isLessThan(MOST_BOUNDARIES);
        if (diesAt.test(boundaries)) {
            throw new SimulatedCrash();
        }
    }
}
