package io.fermata.tools.invocation;

import java.time.Duration;
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
    }
}
