package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.failing;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.says;
import static io.fermata.executor.machine.Steps.truncated;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError.Code;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void sendsABadAnswerBackWithTheComplaint() {
        assertThat(after(plan(), says("bad"))).containsExactly(new Effect.RejectOutput("it is bad."));
    }

    @Test
    void asksAgainAfterARejection() {
        assertThat(after(plan(), says("bad"), new Step.OutputRejected("it is bad.")))
                .containsExactly(new Effect.CallModel(MODEL, 1_000));
    }

    @Test
    void givesUpAfterTwoRepairs() {
        Step rejected = new Step.OutputRejected("it is bad.");

        assertThat(after(plan(), says("bad"), rejected, says("bad"), rejected, says("bad")))
                .satisfiesExactly(failing(Code.OUTPUT_INVALID));
    }

    @Test
    void doesNotRepairAnAnswerThatWasCutOff() {
        assertThat(after(plan(), truncated("bad"))).satisfiesExactly(failing(Code.OUTPUT_TRUNCATED));
    }

    @Test
    void takesAnAnswerThatWasCutOffWhenItIsGoodAllTheSame() {
        assertThat(after(plan(), truncated("good")))
                .containsExactly(new Effect.Finish(new Ending.Succeeded("{\"message\":\"good\"}")));
    }
}
