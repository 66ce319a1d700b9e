package io.fermata.executor.intake;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a person found out about a call.
 *
 * @param stepId the step of the call, as the run's {@code unknown_outcomes} name it
 * @param outcome {@code done} or {@code not_done}
 * @param output what the tool would have answered; only with {@code done}
 */
record ReconcileRunRequest(
        @Nullable String stepId,
        @Nullable String outcome,
        @Nullable JsonNode output,
        @Nullable String note) {

    static final String DONE = "done";
    static final String NOT_DONE = "not_done";

    private static final int LONGEST_NOTE = 2_000;

    void requireValid() {
        List<FieldProblem> problems = new ArrayList<>();
        if (stepId == null || stepId.isBlank()) {
            problems.add(new FieldProblem("/step_id", "step_id is required."));
        }
        if (!DONE.equals(outcome) && !NOT_DONE.equals(outcome)) {
            problems.add(new FieldProblem("/outcome", "outcome must be done or not_done."));
        }
        if (NOT_DONE.equals(outcome) && output != null && !output.isNull()) {
            problems.add(new FieldProblem("/output", "What was not done has no output."));
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            problems.add(new FieldProblem("/note", "note must have at most " + LONGEST_NOTE + " characters."));
        }
        if (!problems.isEmpty()) {
            throw ProblemException.validation(problems);
        }
    }
}
