package io.fermata.executor.intake;

import io.fermata.contracts.event.StepType;
import io.fermata.executor.execution.Report.Line;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step of an external runner's work.
 *
 * @param step its name
 * @param type as which the log shows it; {@code think} when it used tokens and {@code tool_result} else, unless it says
 * @param status {@code success}, which null stands for, or {@code failed}
 */
record ReportedStep(
        @Nullable String step,
        @Nullable String type,
        @Nullable String status,
        @Nullable Long latencyMs,
        @Nullable Long tokensUsed,
        @Nullable JsonNode input,
        @Nullable JsonNode output) {

    private static final int MOST_CHARACTERS = 65_536;
    /** The others say something about the platform that only the platform knows. */
    private static final Set<String> TYPES =
            Set.of(StepType.THINK, StepType.TOOL_CALL, StepType.TOOL_RESULT, StepType.RETRIEVAL, StepType.HANDOFF);

    void check(String at, Complaints complaints) {
        complaints.unless(step != null && Complaints.isName(step), at + "/step", Complaints.NAME);
        complaints.unless(
                type == null || TYPES.contains(type),
                at + "/type",
                "type must be think, tool_call, tool_result, retrieval or handoff.");
        complaints.unless(
                status == null || status.equals(ReportRunRequest.SUCCESS) || status.equals(ReportRunRequest.FAILED),
                at + "/status",
                "status must be success or failed.");
        complaints.amount(latencyMs, at + "/latency_ms");
        complaints.amount(tokensUsed, at + "/tokens_used");
        complaints.size(input, at + "/input", MOST_CHARACTERS);
        complaints.size(output, at + "/output", MOST_CHARACTERS);
    }

    long tokens() {
        return tokensUsed == null ? 0 : tokensUsed;
    }

    Line line() {
        ObjectNode in = JsonNodeFactory.instance.objectNode().put("step", Objects.requireNonNull(step));
        if (input != null) {
            in.set("input", input);
        }
        ObjectNode out = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", ReportRunRequest.FAILED.equals(status) ? "failed" : "succeeded");
        out.set("result", output == null ? JsonNodeFactory.instance.nullNode() : output);
        return new Line(shownAs(), in.toString(), out.toString(), tokens(), latencyMs == null ? 0 : latencyMs);
    }

    private String shownAs() {
        if (type != null) {
            return type;
        }
        return tokens() > 0 ? StepType.THINK : StepType.TOOL_RESULT;
    }
}
