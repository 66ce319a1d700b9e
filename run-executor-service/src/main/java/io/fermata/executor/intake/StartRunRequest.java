package io.fermata.executor.intake;

import io.fermata.executor.run.Runner;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The body that starts a run.
 *
 * @param input an object; its {@code message}, when it has one, is what the user says to the agent
 * @param agentVersion an earlier version to run; null for the current one
 * @param runner {@code internal}, which null stands for, or {@code external} when the caller does the work and reports back
 */
record StartRunRequest(
        @Nullable String agentId,
        @Nullable JsonNode input,
        @Nullable String sessionId,
        @Nullable JsonNode metadata,
        @Nullable Integer agentVersion,
        @Nullable String runner) {

    private static final int MOST_METADATA_CHARACTERS = 16_384;

    void requireValid() {
        List<FieldProblem> problems = problems();
        if (!problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
    }

    List<FieldProblem> problems() {
        List<FieldProblem> problems = new ArrayList<>();
        if (input == null || input.isNull()) {
            problems.add(new FieldProblem("/input", "input is required."));
        } else if (!input.isObject()) {
            problems.add(new FieldProblem("/input", "input must be an object."));
        } else if (input.has("message") && !input.get("message").isString()) {
            problems.add(new FieldProblem("/input/message", "message must be a string."));
        }
        if (metadata != null && !metadata.isNull() && !metadata.isObject()) {
            problems.add(new FieldProblem("/metadata", "metadata must be an object."));
        } else if (metadata != null && metadata.toString().length() > MOST_METADATA_CHARACTERS) {
            problems.add(new FieldProblem(
                    "/metadata", "metadata must have at most " + MOST_METADATA_CHARACTERS + " characters."));
        }
        if (agentVersion != null && agentVersion < 1) {
            problems.add(new FieldProblem("/agent_version", "agent_version must be 1 or greater."));
        }
        if (runner != null && !Runner.isKnown(runner)) {
            problems.add(new FieldProblem("/runner", "runner must be internal or external."));
        }
        return problems;
    }

    Runner runnerOrInternal() {
        return runner == null ? Runner.INTERNAL : Runner.of(runner);
    }

    JsonNode inputOrEmpty() {
        return input == null ? JsonNodeFactory.instance.objectNode() : input;
    }
}
