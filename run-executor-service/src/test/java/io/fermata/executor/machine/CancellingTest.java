package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.MACHINE;
import static io.fermata.executor.machine.Decisions.REFUND;
import static io.fermata.executor.machine.Decisions.gated;
import static io.fermata.executor.machine.Decisions.refusing;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.says;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancellingTest {
    @Test
    void answersEveryOpenCallFirst() {
        RunState state = RunState.of(List.of(wants(LOOKUP, REFUND), intends(LOOKUP), asks(REFUND)))
                .cancelled("enough");

        assertThat(MACHINE.next(gated().build(), state, NOW))
                .satisfiesExactly(
                        refusing(LOOKUP),
                        refusing(REFUND),
                        effect -> assertThat(effect).isEqualTo(new Effect.Finish(new Ending.Cancelled("enough"))));
    }

    @Test
    void goesBeforeEverythingElse() {
        RunState state = RunState.of(List.of(says("done"))).cancelled("enough");

        assertThat(MACHINE.next(plan().deadline(NOW.minusSeconds(1)).build(), state, NOW))
                .containsExactly(new Effect.Finish(new Ending.Cancelled("enough")));
    }
}
