package io.fermata.testkit.chat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked, whichever provider's protocol carried it.
 *
 * @param headers of the HTTP request, names in lower case
 */
public record ChatRequest(
        String model,
        List<Message> messages,
        List<ToolOffer> tools,
        ToolChoice choice,
        OutputFormat output,
        Map<String, String> headers) {

    public String lastUserText() {
        return messages.reversed().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }

    public String systemText() {
        return messages.stream()
                .filter(message -> message.role() == Role.SYSTEM)
                .map(Message::text)
                .collect(Collectors.joining("\n"));
    }

    /** The tool results that end the conversation, oldest first; empty when somebody else spoke last. */
    public List<Message> newResults() {
        var results = messages.reversed().stream()
                .takeWhile(message -> message.role() == Role.TOOL)
                .toList();
        return results.reversed();
    }

    /** The how-manieth answer of this conversation is wanted, from 1. Attempts that failed do not count. */
    public int call() {
        return 1 + count(messages);
    }

    /** The how-manieth answer since the user last spoke is wanted, from 1. */
    public int round() {
        var since = messages.reversed().stream()
                .takeWhile(message -> message.role() != Role.USER)
                .toList();
        return 1 + count(since);
    }

    public @Nullable ToolOffer tool(String name) {
        return tools.stream().filter(offer -> offer.named(name)).findFirst().orElse(null);
    }

    private static int count(List<Message> messages) {
        return (int) messages.stream()
                .filter(message -> message.role() == Role.ASSISTANT)
                .count();
    }
}
