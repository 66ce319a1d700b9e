package io.fermata.tools.invocation;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;

/** Two requests that want the same effect key and cannot both have it. */
final class Conflicts {
    private Conflicts() {}

    static void requireSameEffect(boolean same) {
        if (!same) {
            throw ProblemException.conflict(
                    "This effect key belongs to a call of another tool or with other arguments.");
        }
    }

    static ProblemException inProgress() {
        return ProblemException.of(
                Problems.IDEMPOTENCY_IN_PROGRESS, "This effect is being performed; ask again for its outcome.");
    }
}
