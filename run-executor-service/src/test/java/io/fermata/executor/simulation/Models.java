package io.fermata.executor.simulation;

import io.fermata.executor.machine.Effect;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.Price;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The providers of models, who count what they are asked and keep their own books. */
final class Models {

    private static final List<String> TOOLS = List.of(
            "KEYED", "NATURAL", "QUERYABLE", "NONE", "NONE", "HELD_KEYED", "HELD_NONE", "FORBIDDEN", "NO_SUCH_TOOL");

    private final World world;

    Models(World world) {
        this.world = world;
    }

    /** What comes of a question. */
    sealed interface Answer {
        record Said(Step.Thought thought) implements Answer {}

        record Refused(long pause) implements Answer {}

        record Lost() implements Answer {}
    }

    void ask(Attempt attempt, Effect.CallModel call, long promptTokens, Consumer<Answer> answer) {
        world.after(world.fate().between(1, 30), () -> arrive(attempt, call, promptTokens, answer));
    }

    private void arrive(Attempt attempt, Effect.CallModel call, long promptTokens, Consumer<Answer> answer) {
        world.books().asked(attempt);
        if (world.fate().strikes(Fault.REFUSE)) {
            answer.accept(new Answer.Refused(
                    world.fate().chance(20) ? 15_000 : world.fate().between(100, 3_000)));
            return;
        }
        long completion = world.fate().below(call.maxTokens() + 1);
        world.books().served(attempt, promptTokens, completion);
        Step.Thought thought = thought(call.model(), attempt.run(), promptTokens, completion);
        boolean lost = world.fate().strikes(Fault.LOSE_REPLY);
        world.after(
                world.fate().between(50, 4_000),
                () -> answer.accept(lost ? new Answer.Lost() : new Answer.Said(thought)));
    }

    private Step.Thought thought(String model, int run, long promptTokens, long completion) {
        Price price = world.workload().limits(run).price();
        ModelUsage usage = new ModelUsage(model, promptTokens, completion, price.of(promptTokens, completion));
        return new Step.Thought(
                world.fate().chance(20) ? "bad" : "good",
                calls(),
                usage,
                world.fate().chance(5));
    }

    /** The ids repeat from turn to turn, as those of real models do. */
    private List<ToolCall> calls() {
        List<ToolCall> calls = new ArrayList<>();
        for (int i = world.fate().chance(25) ? 0 : 1 + world.fate().below(3); i > 0; i--) {
            calls.add(new ToolCall(
                    "call_" + i,
                    world.fate().oneOf(TOOLS),
                    "{\"amount\":" + world.fate().below(100) + "}"));
        }
        return calls;
    }

    static Step failure(String model, long retryAt) {
        return new Step.AttemptFailed(
                model, new RunError(RunError.Code.MODEL_UNAVAILABLE, "away"), Instant.ofEpochMilli(retryAt));
    }
}
