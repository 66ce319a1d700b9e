package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Places;
import io.fermata.starter.json.UnstorableTextException;
import java.util.Arrays;
import java.util.List;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Tells apart what can be wrong with a JSON body, and where. Jackson's own words name classes and are not passed on. */
public final class BodyFailures {
    private static final int DEEPEST_CAUSE = 20;

    private BodyFailures() {}

    static ProblemException translate(HttpMessageNotReadableException unreadable) {
        Throwable cause = unreadable.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof BodyTooLargeException) {
                return Failures.byStatus(413);
            }
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            cause = cause.getCause();
        }
        return unreadable.getCause() instanceof JacksonException failure
                ? translate(failure)
                : malformed("The body is missing or cannot be read.");
    }

    /** The problem is that of the first fault; what reading found beside it is in its list. */
    public static ProblemException translate(JacksonException failure) {
        ProblemException first = alone(failure);
        List<FieldProblem> others = Arrays.stream(failure.getSuppressed())
                .filter(JacksonException.class::isInstance)
                .flatMap(other -> alone((JacksonException) other).errors().stream())
                .toList();
        return others.isEmpty() ? first : first.withFurtherErrors(others);
    }

    private static ProblemException alone(JacksonException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknown(unknown);
            case UnstorableTextException text -> ProblemException.validation(text.pointer(), text.getOriginalMessage());
            case InputCoercionException wide -> invalid(wide, "is a number beyond what is allowed here");
            case StreamReadException broken -> malformed(syntax(broken));
            case ValueInstantiationException refused -> invalid(refused, reason(refused));
            case InvalidFormatException wrong -> invalid(wrong, "has a value that is not allowed here");
            case MismatchedInputException wrong
            when isNotOneDocument(wrong) -> malformed("The body is not exactly one JSON document.");
            case MismatchedInputException wrong -> invalid(wrong, "is missing or has the wrong type");
            default -> malformed("The body cannot be read as JSON.");
        };
    }

    private static boolean isNotOneDocument(MismatchedInputException wrong) {
        boolean nothingThere = wrong.getPath().isEmpty() && wrong.getCurrentToken() == null;
        return nothingThere || wrong.getOriginalMessage().startsWith("Trailing token");
    }

    private static ProblemException unknown(UnrecognizedPropertyException unknown) {
        String pointer = Places.of(unknown).toString();
        return ProblemException.of(Problems.UNKNOWN_PROPERTY, "This operation does not know " + pointer + ".")
                .withErrors(List.of(new FieldProblem(pointer, "is not known")));
    }

    private static ProblemException invalid(JacksonException failure, String detail) {
        return ProblemException.validation(Places.of(failure).toString(), detail);
    }

    /** A value's own constructor explains itself to the caller; anything else it throws is not for them. */
    private static String reason(ValueInstantiationException refused) {
        Throwable cause = refused.getCause();
        return cause instanceof IllegalArgumentException && cause.getMessage() != null
                ? cause.getMessage()
                : "has a value that is not allowed here";
    }

    private static String syntax(StreamReadException broken) {
        var at = broken.getLocation();
        return at == null || at.getLineNr() < 1
                ? "The body is not readable JSON."
                : "The body is not readable JSON (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }

    private static ProblemException malformed(String detail) {
        return ProblemException.of(Problems.MALFORMED_BODY, detail);
    }
}
