package io.fermata.approvals.decision;

import io.fermata.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The optional body of a decision. */
record DecisionRequest(@Nullable String notes) {
    private static final int LONGEST_NOTES = 4000;

    DecisionRequest {
        if (notes != null && notes.length() > LONGEST_NOTES) {
            throw ProblemException.validation("/notes", "must have at most " + LONGEST_NOTES + " characters");
        }
    }
}
