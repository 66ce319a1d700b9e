package io.fermata.testkit.script;

import io.fermata.testkit.chat.Delivery;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.chat.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a rule answers.
 *
 * @param truncateAt keep so many characters of the text or JSON and say the token limit was reached
 * @param usage null to have it estimated
 * @param finish null for what follows from the content
 */
public record Reply(
        Content content,
        Delivery delivery,
        @Nullable Integer truncateAt,
        @Nullable Usage usage,
        @Nullable Finish finish) {

    /** The substance of a reply. */
    public sealed interface Content {}

    /** Words, tool calls, or words followed by tool calls. */
    public record Says(String text, List<CallTemplate> calls) implements Content {}

    /** A JSON document as the whole answer. */
    public record Structured(JsonNode json) implements Content {}

    /** The provider refuses or breaks. */
    public record Fails(
            int status, @Nullable String message, @Nullable Duration retryAfter) implements Content {}

    /** A tool call whose arguments may hold {@code {{places}}}. A text in their place is sent as it is, JSON or not. */
    public record CallTemplate(String name, JsonNode arguments) {}

    static Reply of(Content content) {
        return new Reply(content, Delivery.AT_ONCE, null, null, null);
    }

    boolean callsTools() {
        return content instanceof Says says && !says.calls().isEmpty();
    }
}
