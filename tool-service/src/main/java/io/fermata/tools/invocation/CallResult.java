package io.fermata.tools.invocation;

import io.fermata.starter.problem.FieldProblem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What one attempt at a tool gave. */
public sealed interface CallResult {
    /** The tool answered. */
    record Answered(JsonNode output) implements CallResult {}

    /**
     * There is no answer to use.
     *
     * @param effectPossible whether the tool may nevertheless have acted
     * @param retryAfter how long the tool asked to be left alone
     */
    record Failed(
            ToolError error,
            boolean effectPossible,
            @Nullable Duration retryAfter) implements CallResult {
        public static Failed certainly(ToolError.Code code, String message) {
            return new Failed(ToolError.of(code, message), false, null);
        }

        /** An argument that fits the schema and still cannot be used. */
        public static Failed unusable(FieldProblem argument) {
            String message = argument.pointer() + " " + argument.detail() + ".";
            return new Failed(ToolError.at(List.of(argument), ToolError.Code.INVALID_ARGUMENTS, message), false, null);
        }
    }
}
