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
import tools.jackson.databind.JsonNode;

/** Understands what {@link StepWriter} wrote. */
final class StepReader {

    private final ExactJson exact;
    private final ArgumentsJson arguments;

    StepReader(ExactJson exact, ArgumentsJson arguments) {
        this.exact = exact;
        this.arguments = arguments;
    }

    Step read(StepRow row) {
        JsonNode in = exact.read(row.inputJson());
        JsonNode out = exact.read(row.outputJson());
        return switch (row.type()) {
            case StepType.THINK -> decodeThought(row, in, out);
            case StepType.TOOL_CALL ->
                new Step.ToolCalled(
                        call(in),
                        out.get("effect_key").stringValue(),
                        in.get("tool_version").intValue());
            case StepType.TOOL_RESULT ->
                new Step.ToolReturned(
                        new ToolCall(text(in, "call_id"), text(in, "tool"), "{}"),
                        Step.ToolOutcome.valueOf(unwire(text(out, "outcome"))),
                        exact.write(out.get("result")));
            case StepType.APPROVAL_REQUEST ->
                new Step.ApprovalRequested(
                        call(in),
                        text(out, "approval_id"),
                        in.get("tool_version").intValue());
            case StepType.APPROVAL_RESPONSE ->
                new Step.ApprovalAnswered(
                        call(in),
                        text(in, "approval_id"),
                        Step.Decision.valueOf(unwire(text(out, "decision"))),
                        findText(out, "decided_by"),
                        findText(out, "notes"));
            case StepType.WAIT -> decodeWait(in, out);
            case StepType.OUTPUT -> new Step.OutputProduced(row.outputJson());
            case StepType.ERROR -> decodeError(in, out);
            default -> throw new IllegalStateException("step " + row.id() + " has the unknown type " + row.type());
        };
    }

    private Step decodeThought(StepRow row, JsonNode in, JsonNode out) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : out.get("tool_calls")) {
            calls.add(new ToolCall(text(call, "id"), text(call, "name"), arguments.text(call.get("arguments"))));
        }
        return new Step.Thought(
                text(out, "text"),
                calls,
                new ModelUsage(text(in, "model"), row.promptTokens(), row.completionTokens(), row.costUsd()),
                text(out, "finish_reason").equals("length"));
    }

    private Step decodeWait(JsonNode in, JsonNode out) {
        String effectKey = text(in, "effect_key");
        return text(out, "state").equals(StepWriter.BEGUN)
                ? new Step.OutcomeLost(
                        call(in), effectKey, in.get("tool_version").intValue())
                : new Step.OutcomeSettled(
                        call(in),
                        effectKey,
                        Step.Verdict.valueOf(unwire(text(out, "outcome"))),
                        text(out, "decided_by"),
                        findText(out, "notes"));
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

    private ToolCall call(JsonNode in) {
        return new ToolCall(text(in, "call_id"), text(in, "tool"), arguments.text(in.get("arguments")));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static @Nullable String findText(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isString() ? value.stringValue() : null;
    }

    private static String unwire(String value) {
        return value.toUpperCase(Locale.ROOT);
    }
}
