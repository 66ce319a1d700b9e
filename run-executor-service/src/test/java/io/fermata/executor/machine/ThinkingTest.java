package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.says;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import org.junit.jupiter.api.Test;

class ThinkingTest {
    @Test
    void beginsByAskingTheModel() {
        assertThat(after(plan())).containsExactly(new Effect.CallModel(MODEL, 1_000));
    }

    @Test
    void asksAgainOnceEveryCallIsAnswered() {
        assertThat(after(tools(), wants(LOOKUP), intends(LOOKUP), returns(LOOKUP)))
                .containsExactly(new Effect.CallModel(MODEL, 1_000));
    }

    @Test
    void endsWithTheFirstAnswerThatCallsNothing() {
        assertThat(after(plan(), says("done")))
                .containsExactly(new Effect.Finish(new Ending.Succeeded("{\"message\":\"done\"}")));
    }

    @Test
    void hasNothingToDoOnceItHasEnded() {
        assertThat(after(plan(), says("done"), new Step.OutputProduced("{}"))).isEmpty();
    }
}
