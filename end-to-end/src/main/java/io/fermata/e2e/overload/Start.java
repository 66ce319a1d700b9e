package io.fermata.e2e.overload;

import io.fermata.e2e.http.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request for a run, and what came of it.
 *
 * @param run its id when it was accepted
 * @param retryAfter what the refused are told
 */
record Start(
        Instant sent,
        Instant answered,
        int status,
        @Nullable String run,
        @Nullable String retryAfter) {
    private static final int ACCEPTED = 202;
    private static final int TOO_MANY = 429;

    static Start of(Instant sent, Instant answered, Answer answer) {
        boolean accepted = answer.status() == ACCEPTED;
        return new Start(
                sent,
                answered,
                answer.status(),
                accepted ? answer.json().path("id").asString() : null,
                answer.header("Retry-After"));
    }

    /** Nobody answered. */
    static Start failed(Instant sent, Instant given) {
        return new Start(sent, given, 0, null, null);
    }

    boolean isAccepted() {
        return run != null;
    }

    boolean isRefused() {
        return status == TOO_MANY;
    }

    boolean isToldWhenToComeBack() {
        return retryAfter != null && retryAfter.matches("[1-9]\\d*");
    }
}
