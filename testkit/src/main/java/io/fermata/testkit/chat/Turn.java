package io.fermata.testkit.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the model does with a request: answer it, or fail as its provider would. */
public sealed interface Turn {

    /** Text, tool calls, or both. */
    record Answer(String text, List<ToolCall> calls, Finish finish, Usage usage, Delivery delivery) implements Turn {}

    /**
     * A provider's error.
     *
     * @param message null for the provider's usual words
     * @param retryAfter what the Retry-After header says, if there is one
     */
    record Failure(
            int status, @Nullable String message, @Nullable Duration retryAfter, Duration before) implements Turn {}

    /** Why the model stopped. */
    enum Finish {
        STOP,
        TOOL_CALLS,
        LENGTH,
        CONTENT_FILTER
    }
}
