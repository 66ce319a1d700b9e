package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.MACHINE;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.failing;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError.Code;
import org.junit.jupiter.api.Test;

class ExternalRunTest {
    @Test
    void waitsForItsTimeToBeOverAndAsksNobody() {
        assertThat(after(plan().external())).containsExactly(new Effect.Sleep(NOW.plusSeconds(900)));
    }

    @Test
    void endsWhenNobodyReportedInTime() {
        assertThat(after(plan().external().deadline(NOW.minusMillis(1)))).satisfiesExactly(failing(Code.RUN_TIMEOUT));
    }

    @Test
    void endsWhenItIsCancelled() {
        assertThat(MACHINE.next(plan().external().build(), RunState.INITIAL.cancelled("enough"), NOW))
                .containsExactly(new Effect.Finish(new Ending.Cancelled("enough")));
    }
}
