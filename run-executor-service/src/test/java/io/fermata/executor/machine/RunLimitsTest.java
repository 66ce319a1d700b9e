package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.REFUND;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.failing;
import static io.fermata.executor.machine.Decisions.gated;
import static io.fermata.executor.machine.Decisions.refusing;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.PlanBuilder.FALLBACK;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.decides;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.RunError.Code;
import org.junit.jupiter.api.Test;

class RunLimitsTest {
    @Test
    void makesNoTurnBeyondTheLastOne() {
        assertThat(after(tools().maxSteps(1), wants(LOOKUP), intends(LOOKUP), returns(LOOKUP)))
                .satisfiesExactly(failing(Code.MAX_STEPS_EXCEEDED));
    }

    @Test
    void runsNoneOfTheCallsWhenTheirSumIsTooMuch() {
        assertThat(after(tools().maxToolCalls(1), wants(LOOKUP, REFUND)))
                .satisfiesExactly(refusing(LOOKUP), refusing(REFUND), failing(Code.MAX_TOOL_CALLS_EXCEEDED));
    }

    @Test
    void runsAsManyCallsAsAreAllowed() {
        assertThat(after(tools().maxToolCalls(1), wants(LOOKUP)))
                .containsExactly(new Effect.InvokeTool(LOOKUP, 7, null));
    }

    @Test
    void countsACallThatWasHeldOnlyOnce() {
        Step approved = decides(REFUND, Step.Decision.APPROVED, null);

        assertThat(after(gated().maxToolCalls(1), wants(REFUND), asks(REFUND), approved))
                .containsExactly(new Effect.InvokeTool(REFUND, 7, null));
    }

    @Test
    void letsTheModelWriteNoMoreThanTheBudgetPays() {
        PlanBuilder tight = plan().price(MODEL, "0", "1000").maxCostUsd("0.500000");

        assertThat(after(tight)).containsExactly(new Effect.CallModel(MODEL, 500));
    }

    @Test
    void asksNothingWhenThePromptAloneIsTooDear() {
        PlanBuilder tight = plan().price(MODEL, "1000", "0").maxCostUsd("0.099999");

        assertThat(after(tight)).satisfiesExactly(failing(Code.BUDGET_EXCEEDED));
    }

    @Test
    void asksNothingWhenTheAnswerWouldBeTooShortToBeOfUse() {
        PlanBuilder tight = plan().price(MODEL, "0", "1000").maxCostUsd("0.015000");

        assertThat(after(tight)).satisfiesExactly(failing(Code.BUDGET_EXCEEDED));
    }

    @Test
    void spendsWhatAnAgentOfFewWordsMaySpend() {
        PlanBuilder terse = plan().maxTokens(5).price(MODEL, "0", "1000").maxCostUsd("0.005000");

        assertThat(after(terse)).containsExactly(new Effect.CallModel(MODEL, 5));
    }

    @Test
    void countsWhatWasSpentAlready() {
        PlanBuilder tight = tools().price(MODEL, "0", "1000").maxCostUsd("0.510000");

        assertThat(after(tight, wants(LOOKUP), intends(LOOKUP), returns(LOOKUP)))
                .containsExactly(new Effect.CallModel(MODEL, 500));
    }

    @Test
    void asksNoModelWithoutAPriceWhereThatIsRefused() {
        assertThat(after(plan().maxCostUsd("1000").refuseUnpriced())).satisfiesExactly(failing(Code.MODEL_UNPRICED));
    }

    @Test
    void asksTheNextModelThatHasAPrice() {
        PlanBuilder second = plan().models(MODEL, FALLBACK).refuseUnpriced().price(FALLBACK, "1", "1");

        assertThat(after(second)).containsExactly(new Effect.CallModel(FALLBACK, 1_000));
    }

    @Test
    void stopsAfterItsDeadlineAndAnswersWhatIsOpen() {
        assertThat(after(tools().deadline(NOW.minusMillis(1)), wants(LOOKUP), intends(LOOKUP)))
                .satisfiesExactly(refusing(LOOKUP), failing(Code.RUN_TIMEOUT));
    }

    @Test
    void goesOnUntilTheVeryDeadline() {
        assertThat(after(plan().deadline(NOW))).containsExactly(new Effect.CallModel(MODEL, 1_000));
    }
}
