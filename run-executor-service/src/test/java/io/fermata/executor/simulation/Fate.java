package io.fermata.executor.simulation;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Every decision that nobody in the world makes. */
final class Fate {

    private final SplittableRandom random;
    private final Set<Fault> faults;
    private final Tally tally;
    private boolean storm = true;

    Fate(Scenario scenario, Tally tally) {
        this.random = new SplittableRandom(scenario.seed());
        this.faults = scenario.faults();
        this.tally = tally;
    }

    /** From now on nothing goes wrong any more. */
    void heal() {
        storm = false;
    }

    boolean strikes(Fault fault) {
        boolean hit = random.nextInt(1_000) < fault.perMille() && storm && faults.contains(fault);
        if (hit) {
            tally.struck(fault);
        }
        return hit;
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return least + random.nextLong(most - least + 1);
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
