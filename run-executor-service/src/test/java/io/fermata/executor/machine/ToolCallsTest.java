package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.REFUND;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.refusing;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.Steps.call;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToolCallsTest {
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
