package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import jakarta.validation.ConstraintViolationException;
import java.time.Instant;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.core.MethodParameter;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Says of any exception what the caller may know about it. */
final class Failures {
    private Failures() {}

    static ProblemException translate(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case HttpMessageNotReadableException unreadable -> BodyFailures.translate(unreadable);
            case BindException invalid -> ValidationFailures.translate(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> ValidationFailures.translate(invalid);
            case ConstraintViolationException invalid -> ValidationFailures.translate(invalid);
            case MissingServletRequestParameterException missing -> needed(missing.getParameterName());
            case MissingRequestHeaderException missing -> needed(missing.getHeaderName());
            case MethodArgumentTypeMismatchException time
            when time.getRequiredType() == Instant.class ->
                invalid(time.getName(), "must be a time like 2026-11-01T00:00:00Z, of the years 0001 to 9999");
            case MethodArgumentTypeMismatchException mismatch -> mismatch(mismatch);
            case TypeMismatchException mismatch -> wrongValue(String.valueOf(mismatch.getPropertyName()));
            // Spring's firewall and Tomcat look at headers and parameters only when a handler asks for them.
            case RequestRejectedException _, InvalidParameterException _ ->
                of(Problems.BAD_REQUEST, "A header or a parameter has characters that are not allowed.");
            case OptimisticLockingFailureException _ ->
                ProblemException.conflict("The object was changed by someone else.");
            case ErrorResponse response -> byStatus(response.getStatusCode().value());
            default -> SqlFailures.translate(failure).orElseGet(Failures::internal);
        };
    }

    /** What a status that the framework or the server chose means in our vocabulary. */
    static ProblemException byStatus(int status) {
        return switch (status) {
            case 401 -> of(Problems.UNAUTHENTICATED, "This operation needs a valid token.");
            case 403 -> of(Problems.FORBIDDEN, "The caller may not do this.");
            case 404 -> of(Problems.NOT_FOUND, "There is nothing at this path.");
            case 405 -> of(Problems.METHOD_NOT_ALLOWED, "This path does not take that method.");
            case 406 -> of(Problems.NOT_ACCEPTABLE, "The answer cannot be given in the accepted media types.");
            case 413 -> of(Problems.PAYLOAD_TOO_LARGE, "The body is larger than this service takes.");
            case 415 -> of(Problems.UNSUPPORTED_MEDIA_TYPE, "Send the body as application/json.");
            case 503 -> of(Problems.UNAVAILABLE, "The service cannot answer now.");
            default ->
                status >= 400 && status < 500 ? of(Problems.BAD_REQUEST, "The request is malformed.") : internal();
        };
    }

    private static ProblemException mismatch(MethodArgumentTypeMismatchException mismatch) {
        MethodParameter parameter = mismatch.getParameter();
        // A path with an impossible number in it names nothing.
        return parameter.hasParameterAnnotation(PathVariable.class) ? byStatus(404) : wrongValue(mismatch.getName());
    }

    private static ProblemException needed(String name) {
        return invalid(name, "is required");
    }

    private static ProblemException wrongValue(String name) {
        return invalid(name, "has a value of the wrong type");
    }

    private static ProblemException invalid(String name, String detail) {
        return ProblemException.validation("/" + name, detail);
    }

    private static ProblemException internal() {
        return of(Problems.INTERNAL, "The request failed; the request id identifies what happened.");
    }

    private static ProblemException of(Problems type, String detail) {
        return ProblemException.of(type, detail);
    }
}
