package io.fermata.executor.machine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Steps of a log in few words. */
final class Steps {

    private static final ModelUsage USAGE = new ModelUsage(PlanBuilder.MODEL, 10, 5, new BigDecimal("0.010000"));

    private Steps() {}

    static ToolCall call(String id, String tool) {
        return new ToolCall(id, tool, "{\"n\":1}");
    }

    static Step.Thought says(String text) {
        return new Step.Thought(text, List.of(), USAGE, false);
    }

    static Step.Thought truncated(String text) {
        return new Step.Thought(text, List.of(), USAGE, true);
    }

    static Step.Thought wants(ToolCall... calls) {
        return new Step.Thought("", List.of(calls), USAGE, false);
    }

    static Step intends(ToolCall call) {
        return new Step.ToolCalled(call, "stp_of_" + call.callId(), 7);
    }

    static Step returns(ToolCall call) {
        return returns(call, Step.ToolOutcome.SUCCEEDED);
    }

    static Step returns(ToolCall call, Step.ToolOutcome outcome) {
        return new Step.ToolReturned(call, outcome, "{}");
    }

    static Step loses(ToolCall call) {
        return new Step.OutcomeLost(call, "stp_of_" + call.callId(), 7);
    }

    static Step settles(ToolCall call, Step.Verdict verdict) {
        return new Step.OutcomeSettled(call, "stp_of_" + call.callId(), verdict, "user:boss", null);
    }

    static Step asks(ToolCall call) {
        return new Step.ApprovalRequested(call, "apr_of_" + call.callId(), 7);
    }

    static Step decides(ToolCall call, Step.Decision decision, @Nullable String notes) {
        return new Step.ApprovalAnswered(call, "apr_of_" + call.callId(), decision, "user:boss", notes);
    }

    static Step fails(String model, @Nullable Instant retryAt) {
        return new Step.AttemptFailed(model, new RunError(RunError.Code.MODEL_UNAVAILABLE, "away"), retryAt);
    }
}
