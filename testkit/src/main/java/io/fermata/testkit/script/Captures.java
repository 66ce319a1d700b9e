package io.fermata.testkit.script;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The values a reply may refer to: groups captured by the match, and what the request itself says. */
public final class Captures {
    private static final String RESULT = "tool_result";

    private final ChatRequest request;
    private final Map<String, String> groups = new HashMap<>();

    Captures(ChatRequest request) {
        this.request = request;
    }

    void put(String name, @Nullable String value) {
        if (value != null) {
            groups.put(name, value);
        }
    }

    /** The value under this name, or null when there is none. */
    @Nullable
    JsonNode find(String name) {
        var group = groups.get(name);
        if (group != null) {
            return StringNode.valueOf(group);
        }
        return switch (name) {
            case "user" -> StringNode.valueOf(request.lastUserText());
            case "model" -> StringNode.valueOf(request.model());
            case "call" -> Json.tree(request.call());
            case "round" -> Json.tree(request.round());
            case RESULT -> StringNode.valueOf(resultText());
            default -> name.startsWith(RESULT) ? inResults(name.substring(RESULT.length())) : null;
        };
    }

    private String resultText() {
        return request.newResults().stream().map(Message::text).collect(Collectors.joining("\n"));
    }

    /** {@code .name} is the first field of that name, however deep; {@code /a/b} is a JSON pointer. */
    private @Nullable JsonNode inResults(String path) {
        for (var result : request.newResults()) {
            var value = inside(result.text(), path);
            if (value != null && !value.isMissingNode()) {
                return value;
            }
        }
        return null;
    }

    private static @Nullable JsonNode inside(String text, String path) {
        try {
            var json = Json.read(text);
            return path.startsWith("/") ? json.at(path) : json.findValue(path.substring(1));
        } catch (JacksonException _) {
            return null; // a tool may answer in plain words: then there is nothing to find in it
        }
    }
}
