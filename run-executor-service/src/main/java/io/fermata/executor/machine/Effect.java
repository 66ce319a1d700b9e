package io.fermata.executor.machine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the shell must do next. A switch over it has no default, so that a new effect does not compile unhandled. */
public sealed interface Effect {

    /** Ask this model for the next turn; it may write at most {@code maxTokens}. */
    record CallModel(String model, int maxTokens) implements Effect {}

    /** Run the tool. {@code effectKey} is set when the intent is in the log already: same key, same effect. */
    record InvokeTool(
            ToolCall call, int toolVersion, @Nullable String effectKey) implements Effect {}

    /** Answer the call ourselves, without running the tool, so that no call of a turn stays unanswered. */
    record RefuseTool(ToolCall call, String code, String message) implements Effect {}

    record RequestApproval(ToolCall call, ToolDefinition tool) implements Effect {}

    /** Nothing to do until somebody answers: give the lease back. */
    record AwaitApproval() implements Effect {}

    /** Nothing to do until a person has said what became of a call: give the lease back. */
    record AwaitReconciliation() implements Effect {}

    record Sleep(Instant until) implements Effect {}

    record RejectOutput(String reason) implements Effect {}

    record Finish(Ending ending) implements Effect {}

    /** How a run ends. */
    sealed interface Ending {
        record Succeeded(String outputJson) implements Ending {}

        record Failed(RunError error) implements Ending {}

        record Cancelled(@Nullable String reason) implements Ending {}
    }
}
