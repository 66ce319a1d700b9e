package io.fermata.testkit.openai;

import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the messages in order and refuses a conversation in which calls and results do not match. */
final class OpenAiMessages {
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, ToolCall> calls = new LinkedHashMap<>();
    private final Set<String> unanswered = new LinkedHashSet<>();

    static List<Message> read(JsonNode array) {
        var reader = new OpenAiMessages();
        for (int i = 0; i < array.size(); i++) {
            reader.add(array.get(i), i);
        }
        reader.requireAnswers(array.size());
        return reader.messages;
    }

    private void add(JsonNode message, int index) {
        var role = role(message, index);
        if (role == Role.TOOL) {
            messages.add(result(message, index));
            return;
        }
        requireAnswers(index);
        calls.clear();
        messages.add(
                role == Role.ASSISTANT ? assistant(message, index) : Message.text(role, text(message, index, false)));
    }

    private static Role role(JsonNode message, int index) {
        var role = message.path("role");
        if (!role.isString()) {
            throw OpenAiErrors.missing("messages[" + index + "].role");
        }
        return switch (role.asString()) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            case "tool" -> Role.TOOL;
            default ->
                throw OpenAiErrors.invalid(
                        "Invalid value: '" + role.asString()
                                + "'. Supported values are: 'system', 'assistant', 'user', 'function', 'tool', and 'developer'.",
                        "messages[" + index + "].role",
                        "invalid_value");
        };
    }

    private Message assistant(JsonNode message, int index) {
        var asked = message.path("tool_calls");
        if (asked.isArray() && asked.isEmpty()) {
            throw OpenAiErrors.emptyArray("messages[" + index + "].tool_calls");
        }
        for (int i = 0; i < asked.size(); i++) {
            var call = call(asked.get(i), "messages[" + index + "].tool_calls[" + i + "]");
            calls.put(call.id(), call);
            unanswered.add(call.id());
        }
        return Message.assistant(text(message, index, !calls.isEmpty()), List.copyOf(calls.values()));
    }

    private static ToolCall call(JsonNode call, String place) {
        var function = call.path("function");
        return new ToolCall(
                string(call, "id", place),
                string(function, "name", place + ".function"),
                string(function, "arguments", place + ".function"));
    }

    private static String string(JsonNode parent, String key, String place) {
        if (!parent.hasNonNull(key)) {
            throw OpenAiErrors.missing(place + "." + key);
        }
        if (!parent.get(key).isString()) {
            throw OpenAiErrors.wrongType(place + "." + key, "a string, but got something else instead");
        }
        return parent.get(key).asString();
    }

    private Message result(JsonNode message, int index) {
        var id = message.path("tool_call_id").asString("");
        if (id.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "Missing parameter 'tool_call_id': messages with role 'tool' must have a 'tool_call_id'.",
                    "messages.[" + index + "].tool_call_id",
                    null);
        }
        var call = calls.get(id);
        if (call == null) {
            throw OpenAiErrors.invalid(
                    "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
                    "messages.[" + index + "].role",
                    null);
        }
        unanswered.remove(id);
        return Message.result(call, text(message, index, false));
    }

    private void requireAnswers(int index) {
        if (!unanswered.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", unanswered),
                    "messages.[" + index + "].role",
                    null);
        }
    }

    private static String text(JsonNode message, int index, boolean optional) {
        var content = message.path("content");
        if (content.isString()) {
            return content.asString();
        }
        if (content.isArray()) {
            return content.valueStream()
                    .map(part -> part.path("text").asString(""))
                    .collect(Collectors.joining());
        }
        if (optional && (content.isNull() || content.isMissingNode())) {
            return "";
        }
        throw OpenAiErrors.invalid(
                "Invalid value for 'content': expected a string, got "
                        + (content.isMissingNode()
                                ? "null"
                                : content.getNodeType().name().toLowerCase(Locale.ROOT)) + ".",
                "messages.[" + index + "].content",
                null);
    }
}
