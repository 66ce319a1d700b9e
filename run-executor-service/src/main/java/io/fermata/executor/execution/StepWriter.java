package io.fermata.executor.execution;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.run.WaitingReason;
import java.time.Instant;
import java.util.Locale;
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
            case Step.Thought thought -> encodeThought(thought, in, out);
            case Step.ToolCalled(ToolCall call, String effectKey, int version) -> {
                putCall(in, call).put("tool_version", version);
                out.put("effect_key", effectKey);
                yield StepType.TOOL_CALL;
            }
            case Step.ToolReturned(ToolCall call, Step.ToolOutcome outcome, String resultJson) -> {
                in.put("call_id", call.callId()).put("tool", call.tool());
                out.put("outcome", wire(outcome)).set("result", exact.read(resultJson));
                yield StepType.TOOL_RESULT;
            }
            case Step.OutcomeLost(ToolCall call, String effectKey, int version) -> {
                putCall(in, call).put("tool_version", version);
                putWait(in, effectKey);
                out.put("state", BEGUN);
                yield StepType.WAIT;
            }
            case Step.OutcomeSettled settled -> {
                putCall(in, settled.call());
                putWait(in, settled.effectKey());
                out.put("state", ENDED)
                        .put("outcome", wire(settled.verdict()))
                        .put("decided_by", settled.by())
                        .put("notes", settled.note());
                yield StepType.WAIT;
            }
            case Step.ApprovalRequested(ToolCall call, String approvalId, int version) -> {
                putCall(in, call).put("tool_version", version);
                out.put("approval_id", approvalId).put("arguments_sha256", call.argumentsSha256());
                yield StepType.APPROVAL_REQUEST;
            }
            case Step.ApprovalAnswered answer -> {
                in.put("approval_id", answer.approvalId());
                putCall(in, answer.call());
                out.put("decision", wire(answer.decision()))
                        .put("decided_by", answer.by())
                        .put("notes", answer.notes());
                yield StepType.APPROVAL_RESPONSE;
            }
            case Step.AttemptFailed(String model, RunError error, Instant retryAt) -> {
                in.put("model", model);
                putError(out, error, false).put("retry_at", retryAt == null ? null : retryAt.toString());
                yield StepType.ERROR;
            }
            case Step.OutputRejected(String reason) -> {
                putError(out, new RunError(RunError.Code.OUTPUT_INVALID, reason), false);
                yield StepType.ERROR;
            }
            case Step.OutputProduced _ -> StepType.OUTPUT;
            case Step.RunFailed(RunError error) -> {
                putError(out, error, true);
                yield StepType.ERROR;
            }
            case Step.RunCancelled(String reason) -> {
                out.put("code", "cancelled")
                        .put("message", reason)
                        .put("retryable", false)
                        .put("terminal", true);
                yield StepType.ERROR;
            }
        };
        return new StepCodec.Encoded(type, exact.write(in), exact.write(out));
    }

    private String encodeThought(Step.Thought thought, ObjectNode in, ObjectNode out) {
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

    private ObjectNode putCall(ObjectNode node, ToolCall call) {
        node.put("call_id", call.callId()).put("tool", call.tool());
        node.set("arguments", arguments.node(call.argumentsJson()));
        return node;
    }

    private static void putWait(ObjectNode node, String effectKey) {
        node.put("reason", WaitingReason.NEEDS_RECONCILIATION).put("effect_key", effectKey);
    }

    private static ObjectNode putError(ObjectNode node, RunError error, boolean terminal) {
        return node.put("code", error.code().wire())
                .put("message", error.message())
                .put("retryable", error.retryable())
                .put("terminal", terminal);
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
