package io.fermata.executor.stream;

import io.fermata.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The last step a client has seen, as it says itself. */
final class ResumePoint {
    static final String HEADER = "Last-Event-ID";

    private ResumePoint() {}

    static long of(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return 0;
        }
        if (!lastEventId.matches("\\d{1,18}")) {
            throw ProblemException.validation("/" + HEADER, HEADER + " must be a step's sequence.");
        }
        return Long.parseLong(lastEventId);
    }
}
