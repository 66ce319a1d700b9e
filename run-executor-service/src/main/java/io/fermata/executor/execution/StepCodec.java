package io.fermata.executor.execution;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.run.StepRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** How the machine's steps are spelled in the log, and read back from it after a crash. */
@Component
class StepCodec {

    /** The public spelling of a step: its type and two JSON texts. */
    record Encoded(String type, String inputJson, String outputJson) {}

    private final JsonMapper mapper;
    private final ExactJson exact = new ExactJson();

    StepCodec(JsonMapper mapper) {
        this.mapper = mapper;
    }

    Encoded encode(Step step) {
        if (step instanceof Step.OutputProduced(String outputJson)) {
            return new Encoded(StepType.OUTPUT, "{}", outputJson);
        }
        ObjectNode in = mapper.createObjectNode();
        ObjectNode out = mapper.createObjectNode();
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
            case Step.ApprovalRequested(ToolCall call, String approvalId, int version) -> {
                putCall(in, call).put("tool_version", version);
                out.put("approval_id", approvalId).put("arguments_sha256", call.argumentsSha256());
                yield StepType.APPROVAL_REQUEST;
            }
            case Step.ApprovalAnswered answer -> {
                in.put("approval_id", answer.approvalId());
                putCall(in, answer.call());
                out.put("decision", wire(answer.decision())).put("decided_by", answer.by()).put("notes", answer.notes());
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
                out.put("code", "cancelled").put("message", reason).put("retryable", false).put("terminal", true);
                yield StepType.ERROR;
            }
        };
        return new Encoded(type, exact.write(in), exact.write(out));
    }

    Step decode(StepRow row) {
        JsonNode in = exact.read(row.inputJson());
        JsonNode out = exact.read(row.outputJson());
        return switch (row.type()) {
            case StepType.THINK -> decodeThought(row, in, out);
            case StepType.TOOL_CALL ->
                new Step.ToolCalled(
                        call(in), out.get("effect_key").stringValue(), in.get("tool_version").intValue());
            case StepType.TOOL_RESULT ->
                new Step.ToolReturned(
                        new ToolCall(text(in, "call_id"), text(in, "tool"), "{}"),
                        Step.ToolOutcome.valueOf(unwire(text(out, "outcome"))),
                        exact.write(out.get("result")));
            case StepType.APPROVAL_REQUEST ->
                new Step.ApprovalRequested(
                        call(in), text(out, "approval_id"), in.get("tool_version").intValue());
            case StepType.APPROVAL_RESPONSE ->
                new Step.ApprovalAnswered(
                        call(in),
                        text(in, "approval_id"),
                        Step.Decision.valueOf(unwire(text(out, "decision"))),
                        findText(out, "decided_by"),
                        findText(out, "notes"));
            case StepType.OUTPUT -> new Step.OutputProduced(row.outputJson());
            case StepType.ERROR -> decodeError(in, out);
            default -> throw new IllegalStateException("step " + row.id() + " has the unknown type " + row.type());
        };
    }

    private String encodeThought(Step.Thought thought, ObjectNode in, ObjectNode out) {
        in.put("model", thought.usage().model());
        out.put("text", thought.text());
        var calls = out.putArray("tool_calls");
        for (ToolCall call : thought.calls()) {
            ObjectNode node = calls.addObject().put("id", call.callId()).put("name", call.tool());
            node.set("arguments", arguments(call.argumentsJson()));
        }
        out.put("finish_reason", thought.truncated() ? "length" : thought.calls().isEmpty() ? "stop" : "tool_calls");
        return StepType.THINK;
    }

    private Step decodeThought(StepRow row, JsonNode in, JsonNode out) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : out.get("tool_calls")) {
            calls.add(new ToolCall(text(call, "id"), text(call, "name"), argumentsText(call.get("arguments"))));
        }
        return new Step.Thought(
                text(out, "text"),
                calls,
                new ModelUsage(text(in, "model"), row.promptTokens(), row.completionTokens(), row.costUsd()),
                text(out, "finish_reason").equals("length"));
    }

    private Step decodeError(JsonNode in, JsonNode out) {
        String code = text(out, "code");
        boolean terminal = out.path("terminal").asBoolean();
        if (code.equals("cancelled")) {
            return new Step.RunCancelled(findText(out, "message"));
        }
        RunError error = new RunError(RunError.Code.of(code), text(out, "message"));
        if (terminal) {
            return new Step.RunFailed(error);
        }
        if (!in.has("model")) {
            return new Step.OutputRejected(error.message());
        }
        String retryAt = findText(out, "retry_at");
        return new Step.AttemptFailed(text(in, "model"), error, retryAt == null ? null : Instant.parse(retryAt));
    }

    private ObjectNode putCall(ObjectNode node, ToolCall call) {
        node.put("call_id", call.callId()).put("tool", call.tool());
        node.set("arguments", arguments(call.argumentsJson()));
        return node;
    }

    private static ObjectNode putError(ObjectNode node, RunError error, boolean terminal) {
        return node.put("code", error.code().wire())
                .put("message", error.message())
                .put("retryable", error.retryable())
                .put("terminal", terminal);
    }

    private ToolCall call(JsonNode in) {
        return new ToolCall(text(in, "call_id"), text(in, "tool"), argumentsText(in.get("arguments")));
    }

    /** Arguments that are no JSON object are kept as the string they are, for the tool service to refuse. */
    private JsonNode arguments(String argumentsJson) {
        try {
            JsonNode parsed = exact.read(argumentsJson);
            return parsed.isObject() ? parsed : mapper.getNodeFactory().stringNode(argumentsJson);
        } catch (JacksonException e) {
            return mapper.getNodeFactory().stringNode(argumentsJson);
        }
    }

    private String argumentsText(JsonNode arguments) {
        return arguments.isString() ? arguments.stringValue() : exact.write(arguments);
    }

    /** The one spelling of these arguments that is hashed, shown, executed and stored. */
    String canonicalArguments(String argumentsJson) {
        return argumentsText(arguments(argumentsJson));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static @Nullable String findText(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static String wire(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String unwire(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
