package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A failure that is meant for the caller; its detail and pointers are shown to them as they are. */
public final class ProblemException extends RuntimeException {
    private final Problems type;
    private final String detail;
    private final List<FieldProblem> errors;
    private final @Nullable Duration retryAfter;

    private ProblemException(Problems type, String detail, List<FieldProblem> errors, @Nullable Duration retryAfter) {
        super(type.slug() + ": " + detail);
        this.type = type;
        this.detail = detail;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    public static ProblemException of(Problems type, String detail) {
        return new ProblemException(type, detail, List.of(), null);
    }

    /** The same answer for what never was and for what belongs to another tenant. */
    public static ProblemException notFound(String what) {
        return of(Problems.NOT_FOUND, "There is no such " + what + ".");
    }

    public static ProblemException validation(List<FieldProblem> errors) {
        return new ProblemException(Problems.VALIDATION, describe(errors), errors, null);
    }

    public static ProblemException validation(String pointer, String detail) {
        return validation(List.of(new FieldProblem(pointer, detail)));
    }

    public static ProblemException conflict(String detail) {
        return of(Problems.CONFLICT, detail);
    }

    public static ProblemException unavailable(String detail, Duration retryAfter) {
        return new ProblemException(Problems.UNAVAILABLE, detail, List.of(), retryAfter);
    }

    public static ProblemException rateLimited(String detail, Duration retryAfter) {
        return new ProblemException(Problems.RATE_LIMITED, detail, List.of(), retryAfter);
    }

    public ProblemException withErrors(List<FieldProblem> places) {
        return new ProblemException(type, detail, places, retryAfter);
    }

    ProblemException withFurtherErrors(List<FieldProblem> further) {
        List<FieldProblem> all =
                Stream.concat(errors.stream(), further.stream()).toList();
        return new ProblemException(type, describe(all), all, retryAfter);
    }

    public Problems type() {
        return type;
    }

    public String detail() {
        return detail;
    }

    public List<FieldProblem> errors() {
        return errors;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Expected failures are cheap: no stack is walked for them. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    private static String describe(List<FieldProblem> errors) {
        return errors.size() == 1 ? errors.getFirst().detail() : "The request has " + errors.size() + " problems.";
    }
}
