package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A kind that no simulated run ever reaches is dead, or untested. */
class TransitionsTest {

    @Test
    void everyKindOfEffectCallStateAndStepIsReached() {
        Kinds kinds = new Kinds();

        for (long seed = 1; seed <= 400; seed++) {
            Simulation.run(seed, kinds, _ -> false);
        }

        assertThat(kinds.met())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(Effect.class, Effect.Ending.class, CallState.class, Step.class)
                                .flatMap(Kinds::of)
                                .toList());
    }
}
