package io.fermata.executor.machine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact of the run's log. The state of a run is the fold over its steps, and over nothing else. */
public sealed interface Step {

    /** The model answered: text, calls it wants made, or both. Without calls it is the final word. */
    record Thought(String text, List<ToolCall> calls, ModelUsage usage, boolean truncated) implements Step {
        public Thought {
            calls = List.copyOf(calls);
        }
    }

    /** The intent to run a tool, committed before the tool runs. */
    record ToolCalled(ToolCall call, String effectKey, int toolVersion) implements Step {}

    /** The answer to a call: the tool's, or ours when the tool was not run. */
    record ToolReturned(ToolCall call, ToolOutcome outcome, String resultJson) implements Step {}

    record ApprovalRequested(ToolCall call, String approvalId, int toolVersion) implements Step {}

    record ApprovalAnswered(
            ToolCall call,
            String approvalId,
            Decision decision,
            @Nullable String by,
            @Nullable String notes) implements Step {}

    /** Nobody knows whether the tool acted, and asking it again could make it act twice. */
    record OutcomeLost(ToolCall call, String effectKey, int toolVersion) implements Step {}

    /** A person found out. When it was done, the tool's answer follows; when it was not, the call may be made anew. */
    record OutcomeSettled(
            ToolCall call,
            String effectKey,
            Verdict verdict,
            String by,
            @Nullable String note) implements Step {}

    /** A model call that brought nothing. {@code retryAt} is null when this model is not to be asked again. */
    record AttemptFailed(
            String model, RunError error, @Nullable Instant retryAt) implements Step {}

    /** The final answer did not fit the output schema; the model is told why and asked again. */
    record OutputRejected(String reason) implements Step {}

    record OutputProduced(String outputJson) implements Step {}

    record RunFailed(RunError error) implements Step {}

    record RunCancelled(@Nullable String reason) implements Step {}

    enum ToolOutcome {
        SUCCEEDED,
        FAILED,
        UNKNOWN,
        NOT_RUN
    }

    enum Verdict {
        DONE,
        NOT_DONE
    }

    enum Decision {
        APPROVED,
        REJECTED,
        EXPIRED,
        CANCELLED
    }
}
