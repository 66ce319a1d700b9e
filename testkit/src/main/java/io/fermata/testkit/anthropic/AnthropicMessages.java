package io.fermata.testkit.anthropic;

import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the messages in order and refuses tool_use and tool_result blocks that do not pair up. */
final class AnthropicMessages {
    private final List<Message> messages = new ArrayList<>();
    private Map<String, ToolCall> asked = Map.of();

    static List<Message> read(JsonNode system, JsonNode array) {
        var reader = new AnthropicMessages();
        var rules = text(system, "system");
        if (!rules.isEmpty()) {
            reader.messages.add(Message.text(Role.SYSTEM, rules));
        }
        for (int i = 0; i < array.size(); i++) {
            reader.add(array.get(i), i, i == array.size() - 1);
        }
        reader.requireResults(Map.of(), array.size() - 1);
        return reader.messages;
    }

    private void add(JsonNode message, int index, boolean last) {
        var role = message.path("role").asString("");
        var place = "messages." + index;
        if (!role.equals("user") && !role.equals("assistant")) {
            throw unexpectedRole(role, place);
        }
        if (messages.stream().allMatch(earlier -> earlier.role() == Role.SYSTEM) && !role.equals("user")) {
            throw AnthropicErrors.invalid("messages: first message must use the \"user\" role");
        }
        if (!message.has("content")) {
            throw AnthropicErrors.required(place + ".content");
        }
        requireContent(message.get("content"), place, last && role.equals("assistant"));
        if (role.equals("user")) {
            user(message.get("content"), index);
        } else {
            assistant(message.get("content"), index);
        }
    }

    private void user(JsonNode content, int index) {
        var results = new LinkedHashMap<String, Message>();
        for (int i = 0; i < content.size(); i++) {
            if (is(content.get(i), "tool_result")) {
                var result = result(content.get(i), "messages." + index + ".content." + i);
                results.put(content.get(i).path("tool_use_id").asString(), result);
            }
        }
        requireResults(results, index - 1);
        asked = Map.of();
        messages.addAll(results.values());
        var words = text(content, "messages." + index + ".content");
        if (!words.isEmpty() || results.isEmpty()) {
            messages.add(Message.text(Role.USER, words));
        }
    }

    private Message result(JsonNode block, String place) {
        if (!block.hasNonNull("tool_use_id")) {
            throw AnthropicErrors.required(place + ".tool_result.tool_use_id");
        }
        var id = block.get("tool_use_id").asString();
        var call = asked.get(id);
        if (call == null) {
            throw AnthropicErrors.invalid(place + ": unexpected `tool_use_id` found in `tool_result` blocks: " + id
                    + ". Each `tool_result` block must have a corresponding `tool_use` block in the previous message.");
        }
        return Message.result(call, text(block.path("content"), place + ".content"));
    }

    private void requireResults(Map<String, Message> results, int index) {
        var missing =
                asked.keySet().stream().filter(id -> !results.containsKey(id)).toList();
        if (!missing.isEmpty()) {
            throw AnthropicErrors.invalid("messages." + index
                    + ": `tool_use` ids were found without `tool_result` blocks immediately after: "
                    + String.join(", ", missing)
                    + ". Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
        }
    }

    private void assistant(JsonNode content, int index) {
        requireResults(Map.of(), index - 1);
        var calls = new LinkedHashMap<String, ToolCall>();
        for (int i = 0; i < content.size(); i++) {
            if (is(content.get(i), "tool_use")) {
                var call = call(content.get(i), "messages." + index + ".content." + i);
                calls.put(call.id(), call);
            }
        }
        asked = calls;
        messages.add(Message.assistant(text(content, "messages." + index + ".content"), List.copyOf(calls.values())));
    }

    private static ToolCall call(JsonNode block, String place) {
        for (var key : List.of("id", "name", "input")) {
            if (!block.hasNonNull(key)) {
                throw AnthropicErrors.required(place + ".tool_use." + key);
            }
        }
        if (!block.get("input").isObject()) {
            throw AnthropicErrors.invalid(place + ".tool_use.input: Input should be a valid dictionary");
        }
        return new ToolCall(
                block.get("id").asString(),
                block.get("name").asString(),
                block.get("input").toString());
    }

    private static void requireContent(JsonNode content, String place, boolean mayBeEmpty) {
        boolean empty =
                content.isArray() ? content.isEmpty() : content.asString("").isEmpty();
        if (empty && !mayBeEmpty) {
            throw AnthropicErrors.invalid(place
                    + ": all messages must have non-empty content except for the optional final assistant message");
        }
    }

    private static String text(JsonNode content, String place) {
        if (!content.isArray()) {
            return content.asString("");
        }
        return content.valueStream()
                .filter(block -> is(block, "text"))
                .map(block -> nonEmpty(block, place))
                .collect(Collectors.joining("\n"));
    }

    private static String nonEmpty(JsonNode block, String place) {
        var text = block.path("text").asString("");
        if (text.isEmpty()) {
            throw AnthropicErrors.invalid(
                    place.startsWith("system")
                            ? "system: text content blocks must be non-empty"
                            : "messages: text content blocks must be non-empty");
        }
        return text;
    }

    private static RuntimeException unexpectedRole(String role, String place) {
        return role.equals("system")
                ? AnthropicErrors.invalid("messages: Unexpected role \"system\". The Messages API accepts a top-level"
                        + " `system` parameter, not \"system\" as an input message role.")
                : AnthropicErrors.invalid(place + ".role: Input should be 'user' or 'assistant'");
    }

    private static boolean is(JsonNode block, String type) {
        return block.path("type").asString("").equals(type);
    }
}
