package io.fermata.executor.machine;

import static io.fermata.executor.machine.PlanBuilder.FALLBACK;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.call;
import static io.fermata.executor.machine.Steps.decides;
import static io.fermata.executor.machine.Steps.fails;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.loses;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.says;
import static io.fermata.executor.machine.Steps.settles;
import static io.fermata.executor.machine.Steps.truncated;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError.Code;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RunMachineTest {

    private static final ToolCall LOOKUP = call("c1", "orders.lookup");
    private static final ToolCall REFUND = call("c2", "orders.refund");

    private final RunMachine machine = new RunMachine(text -> new OutputCheck.Verdict(
            "{\"message\":\"" + text + "\"}", text.equals("bad") ? Optional.of("it is bad.") : Optional.empty()));

    @Nested
    class Thinking {
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
            assertThat(after(plan(), says("done"), new Step.OutputProduced("{}")))
                    .isEmpty();
        }
    }

    @Nested
    class Limits {
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
            assertThat(after(plan().maxCostUsd("1000").refuseUnpriced()))
                    .satisfiesExactly(failing(Code.MODEL_UNPRICED));
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

    @Nested
    class Calls {
        @Test
        void runsAllCallsOfATurnTogether() {
            assertThat(after(tools(), wants(LOOKUP, REFUND)))
                    .containsExactly(new Effect.InvokeTool(LOOKUP, 7, null), new Effect.InvokeTool(REFUND, 7, null));
        }

        @Test
        void repeatsAnIntentUnderItsKeyUntilItIsAnswered() {
            assertThat(after(tools(), wants(LOOKUP, REFUND), intends(LOOKUP), intends(REFUND), returns(REFUND)))
                    .containsExactly(new Effect.InvokeTool(LOOKUP, 7, "stp_of_c1"));
        }

        @Test
        void refusesAToolTheAgentDoesNotHave() {
            ToolCall unknown = call("c9", "rm.everything");

            assertThat(after(tools(), wants(unknown))).satisfiesExactly(refusing(unknown, "tool-not-allowed"));
        }

        @Test
        void refusesWhatTheGuardrailsForbidByNameOrByKind() {
            assertThat(after(tools().forbid("orders.refund", "read_operations"), wants(LOOKUP, REFUND)))
                    .satisfiesExactly(refusing(LOOKUP, "action-forbidden"), refusing(REFUND, "action-forbidden"));
        }
    }

    @Nested
    class Doubts {
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

    @Nested
    class Approvals {
        @Test
        void asksForAToolThatWantsIt() {
            assertThat(after(gated(), wants(REFUND))).satisfiesExactly(requesting(REFUND));
        }

        @Test
        void asksForAToolTheGuardrailsName() {
            assertThat(after(tools().requireApprovalFor("write_operations"), wants(REFUND)))
                    .satisfiesExactly(requesting(REFUND));
        }

        @Test
        void holdsOneCallWhileTheOtherRuns() {
            assertThat(after(gated(), wants(LOOKUP, REFUND)))
                    .satisfiesExactly(
                            effect -> assertThat(effect).isEqualTo(new Effect.InvokeTool(LOOKUP, 7, null)),
                            requesting(REFUND));
        }

        @Test
        void waitsOnceNothingElseIsUnderWay() {
            assertThat(after(gated(), wants(LOOKUP, REFUND), intends(LOOKUP), asks(REFUND), returns(LOOKUP)))
                    .containsExactly(new Effect.AwaitApproval());
        }

        @Test
        void runsTheVersionThatWasShown() {
            Step shown = new Step.ApprovalRequested(REFUND, "apr_of_c2", 3);

            assertThat(after(gated(), wants(REFUND), shown, decides(REFUND, Step.Decision.APPROVED, null)))
                    .containsExactly(new Effect.InvokeTool(REFUND, 3, null));
        }

        @Test
        void tellsTheModelWhyAPersonSaidNo() {
            Step no = decides(REFUND, Step.Decision.REJECTED, "not today");

            assertThat(after(gated(), wants(REFUND), asks(REFUND), no))
                    .containsExactly(
                            new Effect.RefuseTool(REFUND, "rejected", "A person rejected this call: not today"));
        }

        @Test
        void refusesACallThatNobodyDecidedInTime() {
            Step expired = decides(REFUND, Step.Decision.EXPIRED, null);

            assertThat(after(gated(), wants(REFUND), asks(REFUND), expired))
                    .satisfiesExactly(refusing(REFUND, "approval-expired"));
        }

        @Test
        void refusesACallWhoseRequestWasWithdrawn() {
            Step withdrawn = decides(REFUND, Step.Decision.CANCELLED, null);

            assertThat(after(gated(), wants(REFUND), asks(REFUND), withdrawn))
                    .satisfiesExactly(refusing(REFUND, "cancelled"));
        }
    }

    @Nested
    class Failures {
        @Test
        void waitsBeforeItAsksTheSameModelAgain() {
            assertThat(after(plan(), fails(MODEL, NOW.plusSeconds(3))))
                    .containsExactly(new Effect.Sleep(NOW.plusSeconds(3)));
        }

        @Test
        void asksAgainWhenTheTimeHasCome() {
            assertThat(after(plan(), fails(MODEL, NOW))).containsExactly(new Effect.CallModel(MODEL, 1_000));
        }

        @Test
        void asksTheNextModelAtOnceWhenTheFirstIsNotToBeAskedAgain() {
            assertThat(after(plan().models(MODEL, FALLBACK), fails(MODEL, null)))
                    .containsExactly(new Effect.CallModel(FALLBACK, 1_000));
        }

        @Test
        void asksTheNextModelWhenTheFirstHasUsedItsAttempts() {
            PlanBuilder two = plan().models(MODEL, FALLBACK).attemptsPerModel(2);

            assertThat(after(two, fails(MODEL, NOW), fails(MODEL, NOW)))
                    .containsExactly(new Effect.CallModel(FALLBACK, 1_000));
        }

        @Test
        void endsWithTheLastErrorWhenNoModelIsLeft() {
            assertThat(after(plan().attemptsPerModel(2), fails(MODEL, NOW), fails(MODEL, NOW)))
                    .satisfiesExactly(failing(Code.MODEL_UNAVAILABLE));
        }

        @Test
        void givesTheFirstModelItsChanceAgainInTheNextTurn() {
            PlanBuilder two = tools().models(MODEL, FALLBACK);

            assertThat(after(two, fails(MODEL, null), wants(LOOKUP), intends(LOOKUP), returns(LOOKUP)))
                    .containsExactly(new Effect.CallModel(MODEL, 1_000));
        }
    }

    @Nested
    class Output {
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

    @Nested
    class Cancelling {
        @Test
        void answersEveryOpenCallFirst() {
            RunState state = RunState.of(List.of(wants(LOOKUP, REFUND), intends(LOOKUP), asks(REFUND)))
                    .cancelled("enough");

            assertThat(machine.next(gated().build(), state, NOW))
                    .satisfiesExactly(
                            refusing(LOOKUP),
                            refusing(REFUND),
                            effect -> assertThat(effect).isEqualTo(new Effect.Finish(new Ending.Cancelled("enough"))));
        }

        @Test
        void goesBeforeEverythingElse() {
            RunState state = RunState.of(List.of(says("done"))).cancelled("enough");

            assertThat(machine.next(plan().deadline(NOW.minusSeconds(1)).build(), state, NOW))
                    .containsExactly(new Effect.Finish(new Ending.Cancelled("enough")));
        }
    }

    @Nested
    class ExecutedOutside {
        @Test
        void waitsForItsTimeToBeOverAndAsksNobody() {
            assertThat(after(plan().external())).containsExactly(new Effect.Sleep(NOW.plusSeconds(900)));
        }

        @Test
        void endsWhenNobodyReportedInTime() {
            assertThat(after(plan().external().deadline(NOW.minusMillis(1))))
                    .satisfiesExactly(failing(Code.RUN_TIMEOUT));
        }

        @Test
        void endsWhenItIsCancelled() {
            assertThat(machine.next(plan().external().build(), RunState.INITIAL.cancelled("enough"), NOW))
                    .containsExactly(new Effect.Finish(new Ending.Cancelled("enough")));
        }
    }

    private List<Effect> after(PlanBuilder plan, Step... steps) {
        return machine.next(plan.build(), RunState.of(List.of(steps)), NOW);
    }

    private static PlanBuilder tools() {
        return plan().tool("orders.lookup").tool("orders.refund", false, "write");
    }

    private static PlanBuilder gated() {
        return plan().tool("orders.lookup").gatedTool("orders.refund");
    }

    private static ThrowingConsumer<Effect> failing(Code code) {
        return effect -> assertThat(effect)
                .isInstanceOfSatisfying(
                        Effect.Finish.class,
                        finish -> assertThat(finish.ending())
                                .isInstanceOfSatisfying(
                                        Ending.Failed.class,
                                        failed -> assertThat(failed.error().code())
                                                .isEqualTo(code)));
    }

    private static ThrowingConsumer<Effect> refusing(ToolCall call) {
        return refusing(call, "run-ended");
    }

    private static ThrowingConsumer<Effect> refusing(ToolCall call, String code) {
        return effect -> assertThat(effect).isInstanceOfSatisfying(Effect.RefuseTool.class, refusal -> {
            assertThat(refusal.call()).isEqualTo(call);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    private static ThrowingConsumer<Effect> requesting(ToolCall call) {
        return effect -> assertThat(effect)
                .isInstanceOfSatisfying(
                        Effect.RequestApproval.class,
                        request -> assertThat(request.call()).isEqualTo(call));
    }
}
