package io.fermata.executor.machine;

import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.call;
import static io.fermata.executor.machine.Steps.decides;
import static io.fermata.executor.machine.Steps.fails;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.says;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunStateTest {

    private static final ToolCall CALL = call("c1", "orders.refund");

    @Test
    void countsTurnsCallsAndMoney() {
        RunState state = after(wants(CALL), intends(CALL), returns(CALL), says("done"));

        assertThat(state.turns()).isEqualTo(2);
        assertThat(state.toolCalls()).isEqualTo(1);
        assertThat(state.spentUsd()).isEqualByComparingTo(new BigDecimal("0.02"));
    }

    @Test
    void followsACallFromProposalToAnswer() {
        RunState proposed = after(wants(CALL));
        RunState asked = proposed.after(asks(CALL));
        RunState approved = asked.after(decides(CALL, Step.Decision.APPROVED, null));
        RunState intended = approved.after(intends(CALL));
        RunState answered = intended.after(returns(CALL));

        assertThat(List.of(proposed, asked, approved, intended, answered))
                .extracting(state -> state.calls().get("c1"))
                .containsExactly(
                        new CallState.Proposed(CALL),
                        new CallState.AwaitingApproval(CALL, "apr_of_c1", 7),
                        new CallState.Approved(CALL, 7),
                        new CallState.Intended(CALL, "stp_of_c1", 7),
                        new CallState.Answered(CALL));
    }

    @Test
    void forgetsTheCallsOfTheLastTurnWithTheNextOne() {
        assertThat(after(wants(CALL), intends(CALL), returns(CALL), says("done"))
                        .calls())
                .isEmpty();
    }

    @Test
    void findsTheCallThatAwaitsAnApproval() {
        RunState state = after(wants(CALL), asks(CALL));

        assertThat(state.awaiting("apr_of_c1")).isPresent();
        assertThat(state.awaiting("apr_of_another")).isEmpty();
        assertThat(state.after(decides(CALL, Step.Decision.APPROVED, null)).awaiting("apr_of_c1"))
                .isEmpty();
    }

    @Test
    void takesOnlyTheFirstDecision() {
        RunState state = after(
                wants(CALL),
                asks(CALL),
                decides(CALL, Step.Decision.REJECTED, null),
                decides(CALL, Step.Decision.APPROVED, null));

        assertThat(state.calls().get("c1")).isInstanceOf(CallState.Denied.class);
    }

    @Test
    void remembersFailuresUntilTheModelAnswers() {
        RunState failing = after(fails(MODEL, NOW), fails(MODEL, null));

        assertThat(failing.failures()).hasSize(2);
        assertThat(failing.after(says("at last")).failures()).isEmpty();
    }

    @Test
    void tellsTheModelWhatWasWrongWithItsAnswer() {
        RunState state = after(says("bad"), new Step.OutputRejected("it is bad."));

        assertThat(state.outputRejections()).isEqualTo(1);
        assertThat(state.transcript().entries().getLast())
                .isInstanceOfSatisfying(
                        Transcript.Entry.PlatformSaid.class,
                        said -> assertThat(said.text()).contains("it is bad."));
    }

    @Test
    void measuresWhatTheModelWillRead() {
        RunState state =
                after(wants(CALL), intends(CALL), new Step.ToolReturned(CALL, Step.ToolOutcome.FAILED, "12345"));

        assertThat(state.transcript().characters()).isEqualTo("{\"n\":1}orders.refund12345".length());
    }

    @Test
    void keepsTheFirstReasonToCancel() {
        assertThat(RunState.INITIAL.cancelled("first").cancelled("second").cancelReason())
                .isEqualTo("first");
    }

    @Test
    void endsByOutputFailureOrCancellation() {
        Step failed = new Step.RunFailed(new RunError(RunError.Code.INTERNAL, "broken"));

        assertThat(after(new Step.OutputProduced("{}")).ended()).isTrue();
        assertThat(after(failed).ended()).isTrue();
        assertThat(after(new Step.RunCancelled(null)).ended()).isTrue();
    }

    private static RunState after(Step... steps) {
        return RunState.of(List.of(steps));
    }
}
