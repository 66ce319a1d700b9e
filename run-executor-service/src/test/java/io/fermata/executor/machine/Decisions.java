package io.fermata.executor.machine;

import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError.Code;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowingConsumer;

/** What the machine does next, and how that is told in a test. */
final class Decisions {
    static final ToolCall LOOKUP = call("c1", "orders.lookup");
    static final ToolCall REFUND = call("c2", "orders.refund");
    static final RunMachine MACHINE = new RunMachine(text -> new OutputCheck.Verdict(
            "{\"message\":\"" + text + "\"}", text.equals("bad") ? Optional.of("it is bad.") : Optional.empty()));

    private Decisions() {}

    static List<Effect> after(PlanBuilder plan, Step... steps) {
        return MACHINE.next(plan.build(), RunState.of(List.of(steps)), NOW);
    }

    static PlanBuilder tools() {
        return plan().tool("orders.lookup").tool("orders.refund", false, "write");
    }

    static PlanBuilder gated() {
        return plan().tool("orders.lookup").gatedTool("orders.refund");
    }

    static ThrowingConsumer<Effect> failing(Code code) {
        return effect -> assertThat(effect)
                .isInstanceOfSatisfying(
                        Effect.Finish.class,
                        finish -> assertThat(finish.ending())
                                .isInstanceOfSatisfying(
                                        Ending.Failed.class,
                                        failed -> assertThat(failed.error().code())
                                                .isEqualTo(code)));
    }

    static ThrowingConsumer<Effect> refusing(ToolCall call) {
        return refusing(call, "run-ended");
    }

    static ThrowingConsumer<Effect> refusing(ToolCall call, String code) {
        return effect -> assertThat(effect).isInstanceOfSatisfying(Effect.RefuseTool.class, refusal -> {
            assertThat(refusal.call()).isEqualTo(call);
            assertThat(refusal.code()).isEqualTo(code);
        });
    }

    static ThrowingConsumer<Effect> requesting(ToolCall call) {
        return effect -> assertThat(effect)
                .isInstanceOfSatisfying(
                        Effect.RequestApproval.class,
                        request -> assertThat(request.call()).isEqualTo(call));
    }
}
