package io.fermata.testkit.scenario;

import java.util.List;
import org.assertj.core.api.Assertions;
import tools.jackson.databind.JsonNode;

/** The {@code expect} part of a test case. */
record Expectation(JsonNode json, String testCase) {

    void check(FinishedRun run) {
        run.expectStatus(json.path("status").asString("succeeded"));
        var steps = new StepsAssert(run);
        for (var step : json.path("steps")) {
            check(step, steps);
        }
        json.path("never_called").forEach(tool -> steps.neverCalled(tool.asString()));
        output(json.path("output"), run);
        if (json.has("max_steps")) {
            Assertions.assertThat(run.steps().size())
                    .as("number of steps of " + run.describe())
                    .isLessThanOrEqualTo(json.get("max_steps").asInt());
        }
    }

    private void check(JsonNode step, StepsAssert steps) {
        var kind = kind(step);
        var about = step.get(kind).asString();
        switch (kind) {
            case "tool_call" -> steps.called(about);
            case "tool_result" -> steps.gotResultOf(about);
            case "approval_request" -> steps.askedApprovalFor(about);
            case "approval_response" -> steps.wasAnswered(about);
            default -> steps.step(about);
        }
        if (step.has("arguments")) {
            steps.withArguments(step.get("arguments"));
        }
        if (step.has("saying")) {
            steps.saying(step.get("saying").asString());
        }
    }

    private String kind(JsonNode step) {
        return List.of("tool_call", "tool_result", "approval_request", "approval_response", "step").stream()
                .filter(step::has)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("test case " + testCase
                        + ": a step needs tool_call, tool_result, approval_request, approval_response or step: "
                        + step));
    }

    private static void output(JsonNode wanted, FinishedRun run) {
        if (wanted.isString()) {
            run.output().isEqualTo(wanted.asString());
        }
        if (wanted.has("contains")) {
            run.output().contains(wanted.get("contains").asString());
        }
        if (wanted.has("matches")) {
            run.output().containsPattern(wanted.get("matches").asString());
        }
    }
}
