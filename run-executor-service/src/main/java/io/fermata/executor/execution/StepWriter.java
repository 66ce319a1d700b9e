package io.fermata.executor.execution;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.run.WaitingReason;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Spells a step in the words of the API. */
final class StepWriter {

    static final String BEGUN = "begun";
    static final String ENDED = "ended";

    private final ExactJson exact;
    private final ArgumentsJson arguments;

    StepWriter(ExactJson exact, ArgumentsJson arguments) {
        this.exact = exact;
        this.arguments = arguments;
    }

    StepCodec.Encoded write(Step step) {
        if (step instanceof Step.OutputProduced(String outputJson)) {
            return new StepCodec.Encoded(StepType.OUTPUT, "{}", outputJson);
        }
        ObjectNode in = JsonNodeFactory.instance.objectNode();
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        String type = switch (step) {
            case Step.Thought thought -> put(thought, in, out);
            case Step.ToolCalled called -> put(called, in, out);
            case Step.ToolReturned returned -> put(returned, in, out);
            case Step.OutcomeLost lost -> put(lost, in, out);
            case Step.OutcomeSettled settled -> put(settled, in, out);
            case Step.ApprovalRequested request -> put(request, in, out);
            case Step.ApprovalAnswered answer -> put(answer, in, out);
            case Step.AttemptFailed failed -> put(failed, in, out);
            case Step.OutputRejected(String reason) ->
                putError(out, new RunError(RunError.Code.OUTPUT_INVALID, reason), false);
            case Step.OutputProduced _ -> StepType.OUTPUT;
            case Step.RunFailed(RunError error) -> putError(out, error, true);
            case Step.RunCancelled(String reason) -> putError(out, "cancelled", reason, false, true);
        };
        return new StepCodec.Encoded(type, exact.write(in), exact.write(out));
    }

    private String put(Step.Thought thought, ObjectNode in, ObjectNode out) {
        in.put("model", thought.usage().model());
        out.put("text", thought.text());
        var calls = out.putArray("tool_calls");
        for (ToolCall call : thought.calls()) {
            ObjectNode node = calls.addObject().put("id", call.callId()).put("name", call.tool());
            node.set("arguments", arguments.node(call.argumentsJson()));
        }
        out.put(
                "finish_reason",
                thought.truncated() ? "length" : thought.calls().isEmpty() ? "stop" : "tool_calls");
        return StepType.THINK;
    }

    private String put(Step.ToolCalled called, ObjectNode in, ObjectNode out) {
        putCall(in, called.call()).put("tool_version", called.toolVersion());
        out.put("effect_key", called.effectKey());
        return StepType.TOOL_CALL;
    }

    private String put(Step.ToolReturned returned, ObjectNode in, ObjectNode out) {
        in.put("call_id", returned.call().callId()).put("tool", returned.call().tool());
        out.put("outcome", wire(returned.outcome())).set("result", exact.read(returned.resultJson()));
        return StepType.TOOL_RESULT;
    }

    private String put(Step.OutcomeLost lost, ObjectNode in, ObjectNode out) {
        putCall(in, lost.call()).put("tool_version", lost.toolVersion());
        putWait(in, lost.effectKey());
        out.put("state", BEGUN);
        return StepType.WAIT;
    }

    private String put(Step.OutcomeSettled settled, ObjectNode in, ObjectNode out) {
        putCall(in, settled.call());
        putWait(in, settled.effectKey());
        out.put("state", ENDED)
                .put("outcome", wire(settled.verdict()))
                .put("decided_by", settled.by())
                .put("notes", settled.note());
        return StepType.WAIT;
    }

    private String put(Step.ApprovalRequested request, ObjectNode in, ObjectNode out) {
        putCall(in, request.call()).put("tool_version", request.toolVersion());
        out.put("approval_id", request.approvalId())
                .put("arguments_sha256", request.call().argumentsSha256());
        return StepType.APPROVAL_REQUEST;
    }

    private String put(Step.ApprovalAnswered answer, ObjectNode in, ObjectNode out) {
        in.put("approval_id", answer.approvalId());
        putCall(in, answer.call());
        out.put("decision", wire(answer.decision()))
                .put("decided_by", answer.by())
                .put("notes", answer.notes());
        return StepType.APPROVAL_RESPONSE;
    }

    private static String put(Step.AttemptFailed failed, ObjectNode in, ObjectNode out) {
        Instant retryAt = failed.retryAt();
        in.put("model", failed.model());
        String type = putError(out, failed.error(), false);
        out.put("retry_at", retryAt == null ? null : retryAt.toString());
        return type;
    }

    private ObjectNode putCall(ObjectNode node, ToolCall call) {
        node.put("call_id", call.callId()).put("tool", call.tool());
        node.set("arguments", arguments.node(call.argumentsJson()));
        return node;
    }

    private static void putWait(ObjectNode node, String effectKey) {
        node.put("reason", WaitingReason.NEEDS_RECONCILIATION).put("effect_key", effectKey);
    }

    private static String putError(ObjectNode node, RunError error, boolean terminal) {
        return putError(node, error.code().wire(), error.message(), error.retryable(), terminal);
    }

    private static String putError(
            ObjectNode node, String code, @Nullable String message, boolean retryable, boolean terminal) {
        node.put("code", code)
                .put("message", message)
                .put("retryable", retryable)
                .put("terminal", terminal);
        return StepType.ERROR;
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
