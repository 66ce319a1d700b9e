package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.REFUND;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.failing;
import static io.fermata.executor.machine.Decisions.gated;
import static io.fermata.executor.machine.Decisions.refusing;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.decides;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.loses;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.settles;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.RunError.Code;
import org.junit.jupiter.api.Test;

class DoubtfulCallsTest {
    private final PlanBuilder plan = tools().unrepeatableTool("orders.refund");
    private final PlanBuilder late = plan.deadline(NOW.minusSeconds(1));

    @Test
    void leaveTheRunToAPerson() {
        assertThat(after(tools(), wants(REFUND), intends(REFUND), loses(REFUND)))
                .containsExactly(new Effect.AwaitReconciliation());
    }

    @Test
    void letTheOtherCallsOfTheTurnGoOn() {
        assertThat(after(tools(), wants(LOOKUP, REFUND), intends(LOOKUP), intends(REFUND), loses(REFUND)))
                .containsExactly(new Effect.InvokeTool(LOOKUP, 7, "stp_of_c1"));
    }

    @Test
    void areOverOnceThePersonGivesTheAnswer() {
        assertThat(after(
                        tools(),
                        wants(REFUND),
                        intends(REFUND),
                        loses(REFUND),
                        settles(REFUND, Step.Verdict.DONE),
                        returns(REFUND)))
                .containsExactly(new Effect.CallModel(MODEL, 1_000));
    }

    @Test
    void makeTheCallAnewWhenItWasNotDone() {
        assertThat(after(
                        gated(),
                        wants(REFUND),
                        asks(REFUND),
                        decides(REFUND, Step.Decision.APPROVED, null),
                        intends(REFUND),
                        loses(REFUND),
                        settles(REFUND, Step.Verdict.NOT_DONE)))
                .containsExactly(new Effect.InvokeTool(REFUND, 7, null));
    }

    @Test
    void outlastTheTimeOfTheRun() {
        assertThat(after(late, wants(REFUND), intends(REFUND), loses(REFUND)))
                .containsExactly(new Effect.AwaitReconciliation());
    }

    @Test
    void areNotMadeByEndingWhileACallIsUnderWay() {
        assertThat(after(late, wants(LOOKUP, REFUND), intends(REFUND)))
                .containsExactly(new Effect.InvokeTool(REFUND, 7, "stp_of_c2"));
    }

    @Test
    void keepNoRunWhoseCallsCanBeMadeAgain() {
        assertThat(after(late, wants(LOOKUP), intends(LOOKUP)))
                .satisfiesExactly(refusing(LOOKUP), failing(Code.RUN_TIMEOUT));
    }
}
