package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.REFUND;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.gated;
import static io.fermata.executor.machine.Decisions.refusing;
import static io.fermata.executor.machine.Decisions.requesting;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.Steps.asks;
import static io.fermata.executor.machine.Steps.decides;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeldCallsTest {
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
                .containsExactly(new Effect.RefuseTool(REFUND, "rejected", "A person rejected this call: not today"));
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
