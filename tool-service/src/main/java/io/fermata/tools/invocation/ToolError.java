package io.fermata.tools.invocation;

import io.fermata.starter.problem.FieldProblem;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why a call gave no result, in words a model can act on.
 *
 * @param places what is wrong with the arguments, when they are what is wrong; part of the message too
 * @param retryAfter when the same call may succeed, if that is known; whoever reads the ledger later is not told
 */
public record ToolError(
        Code code,
        String message,
        List<FieldProblem> places,
        @Nullable Duration retryAfter) {
    private static final int LONGEST_MESSAGE = 4000;

    /** The closed vocabulary; {@code retryable} says whether the same call may succeed later. */
    public enum Code {
        TOOL_NOT_FOUND(false),
        TOOL_NOT_ALLOWED(false),
        INVALID_ARGUMENTS(false),
        INVALID_RESULT(false),
        EGRESS_DENIED(false),
        SECRET_UNAVAILABLE(false),
        RATE_LIMITED(true),
        BUDGET_EXCEEDED(false),
        CIRCUIT_OPEN(true),
        UNREACHABLE(true),
        TIMEOUT(true),
        CONNECTION_BROKEN(true),
        TOOL_UNAVAILABLE(true),
        TOOL_REFUSED(false),
        RESPONSE_TOO_LARGE(false),
        REDIRECT_REFUSED(false),
        CALCULATION_FAILED(false),
        CANCELLED(false),
        INTERRUPTED(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }

        public String slug() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public ToolError {
        places = List.copyOf(places);
        message = Characters.mended(
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…");
    }

    public static ToolError of(Code code, String message) {
        return new ToolError(code, message, List.of(), null);
    }

    public static ToolError at(List<FieldProblem> places, Code code, String message) {
        return new ToolError(code, message, places, null);
    }

    static ToolError rateLimited(String message, Duration retryAfter) {
        return new ToolError(Code.RATE_LIMITED, message, List.of(), retryAfter);
    }
}
