package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/**
 * Whatever a run does and wherever its process dies, the log stays sound. A failure names its seed: put it into
 * {@code FIRST_SEED} to see it again.
 */
class CrashEverywhereTest {

    private static final long FIRST_SEED = 1;
    private static final int RUNS = 50;

    private final Kinds kinds = new Kinds();

    @Test
    void staysSoundWhereverTheProcessDiesOnce() {
        for (long seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
            int boundaries = simulate(seed, "no death", _ -> false).boundaries();
            for (int fatal = 1; fatal <= boundaries; fatal++) {
                int dies = fatal;
                simulate(seed, "death at boundary " + fatal, boundary -> boundary == dies);
            }
        }
    }

    @Test
    void staysSoundWhenTheProcessDiesOverAndOver() {
        int crashes = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + 10 * RUNS; seed++) {
            Random fate = new Random(~seed);
            crashes += simulate(seed, "many deaths", _ -> fate.nextInt(6) == 0).crashes();
        }
        assertThat(crashes).isPositive();
    }

    private Simulation simulate(long seed, String fate, IntPredicate diesAt) {
        try {
            return Simulation.run(seed, kinds, diesAt);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ", " + fate + ": " + e.getMessage(), e);
        }
    }
}
