package io.fermata.starter.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure on the wire (RFC 9457).
 *
 * @param type {@code urn:problem:<slug>}
 * @param instance the path that was asked for
 * @param retryable whether the same request may succeed later
 * @param errors where exactly, for {@code validation} and {@code unknown-property}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @Nullable String requestId,
        boolean retryable,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldProblem> errors) {

    static Problem of(ProblemException failure, String instance, @Nullable String requestId) {
        var type = failure.type();
        return new Problem(
                type.type(),
                type.title(),
                type.status(),
                failure.detail(),
                instance,
                requestId,
                type.retryable(),
                failure.errors());
    }
}
