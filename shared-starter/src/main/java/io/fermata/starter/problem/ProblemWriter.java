package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import io.fermata.starter.logging.LogKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Puts a problem on the wire, from a controller's advice and from filters alike. */
public final class ProblemWriter {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Json json;

    public ProblemWriter(Json json) {
        this.json = json;
    }

    /** Replaces whatever was prepared; does nothing when an answer is already on its way. */
    public void write(HttpServletRequest request, HttpServletResponse response, ProblemException failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        addHeaders(response, failure);
        response.setStatus(failure.type().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        byte[] body = json.writeBytes(Problem.of(failure, request.getRequestURI(), MDC.get(LogKeys.REQUEST_ID)));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void addHeaders(HttpServletResponse response, ProblemException failure) {
        Problems type = failure.type();
        if (type == Problems.UNAUTHENTICATED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (type == Problems.UNAVAILABLE
                || type == Problems.RATE_LIMITED
                || failure.retryAfter().isPresent()) {
            Duration delay = failure.retryAfter().orElse(PATIENCE);
            // Whole seconds, rounded up: zero would invite an immediate retry.
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, Long.toString(delay.plusMillis(999).toSeconds()));
        }
    }
}
