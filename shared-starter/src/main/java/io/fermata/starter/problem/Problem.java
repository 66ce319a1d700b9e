package io.fermata.starter.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fermata.redaction.Detector;
import io.fermata.redaction.Redactor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A failure on the wire (RFC 9457).
 *
 * @param type {@code urn:problem:<slug>}
 * @param instance the path that was asked for, without a credential that somebody took for an id
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

    private static final Redactor CREDENTIALS = Redactor.of(List.of(Detector.CREDENTIAL));

    static Problem of(ProblemException failure, String instance, @Nullable String requestId) {
        var type = failure.type();
        return new Problem(
                type.type(),
                type.title(),
                type.status(),
                failure.detail(),
                CREDENTIALS.text(instance),
                requestId,
                type.retryable(),
                failure.errors());
    }
}
