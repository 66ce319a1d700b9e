package io.fermata.testkit.log;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived, with credentials masked, and what became of it.
 *
 * @param number counts from 1 since the log was last cleared
 * @param model null when the request names none
 * @param status 0 while it is being answered
 */
public record LoggedRequest(
        long number,
        Instant at,
        String method,
        String path,
        Map<String, String> headers,
        String body,
        @Nullable String model,
        int status,
        Outcome outcome) {

    /** How the exchange ended: answered, refused, cut off by the script, or abandoned by the client. */
    public enum Outcome {
        PENDING,
        ANSWERED,
        REFUSED,
        CUT,
        ABANDONED
    }

    LoggedRequest ended(int endStatus, Outcome end) {
        return new LoggedRequest(number, at, method, path, headers, body, model, endStatus, end);
    }
}
