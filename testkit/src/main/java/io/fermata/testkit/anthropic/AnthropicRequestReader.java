package io.fermata.testkit.anthropic;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.OutputFormat;
import io.fermata.testkit.chat.ToolChoice;
import io.fermata.testkit.chat.ToolChoice.Mode;
import io.fermata.testkit.chat.ToolOffer;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Protocol.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a request body and refuses what Anthropic refuses. */
final class AnthropicRequestReader {
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    private AnthropicRequestReader() {}

    static Asked read(byte[] json, Map<String, String> headers) {
        if (!headers.containsKey("anthropic-version")) {
            throw AnthropicErrors.invalid("anthropic-version: header is required");
        }
        var body = parse(json);
        for (var field : List.of("model", "max_tokens", "messages")) {
            if (!body.hasNonNull(field)) {
                throw AnthropicErrors.required(field);
            }
        }
        requireRanges(body);
        var tools = tools(body.path("tools"));
        var chat = new ChatRequest(
                body.get("model").asString(""),
                AnthropicMessages.read(body.path("system"), body.get("messages")),
                tools,
                choice(body, tools),
                output(body),
                headers);
        return new Asked(chat, body.path("stream").asBoolean(false), true);
    }

    private static JsonNode parse(byte[] json) {
        try {
            var body = Json.read(json);
            if (body.isObject()) {
                return body;
            }
            throw AnthropicErrors.invalid("Input should be a valid dictionary");
        } catch (JacksonException broken) {
            throw AnthropicErrors.invalid("The request body is not valid JSON: " + broken.getOriginalMessage());
        }
    }

    private static void requireRanges(JsonNode body) {
        if (!body.get("max_tokens").isIntegralNumber() || body.get("max_tokens").asLong() < 1) {
            throw AnthropicErrors.invalid("max_tokens: Input should be greater than or equal to 1");
        }
        if (body.path("temperature").asDouble(0) > 1) {
            throw AnthropicErrors.invalid("temperature: range: -1..1");
        }
        if (!body.get("messages").isArray() || body.get("messages").isEmpty()) {
            throw AnthropicErrors.invalid("messages: at least one message is required");
        }
    }

    private static List<ToolOffer> tools(JsonNode offered) {
        var tools = new ArrayList<ToolOffer>();
        for (var tool : offered) {
            var place = "tools." + tools.size() + ".custom.";
            var name = tool.path("name").asString("");
            if (!TOOL_NAME.matcher(name).matches()) {
                throw AnthropicErrors.invalid(place + "name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
            }
            if (!tool.path("input_schema").isObject()) {
                throw AnthropicErrors.required(place + "input_schema");
            }
            tools.add(new ToolOffer(name, tool.get("input_schema")));
        }
        return tools;
    }

    private static ToolChoice choice(JsonNode body, List<ToolOffer> tools) {
        var choice = body.path("tool_choice");
        boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean(false);
        return switch (choice.path("type").asString("auto")) {
            case "auto" -> new ToolChoice(Mode.AUTO, null, parallel);
            case "none" -> new ToolChoice(Mode.NONE, null, parallel);
            case "any" -> new ToolChoice(Mode.REQUIRED, offered(null, tools), parallel);
            case "tool" ->
                new ToolChoice(Mode.REQUIRED, offered(choice.path("name").asString(""), tools), parallel);
            default ->
                throw AnthropicErrors.invalid(
                        "tool_choice: Input tag '"
                                + choice.path("type").asString("")
                                + "' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'");
        };
    }

    private static @Nullable String offered(@Nullable String name, List<ToolOffer> tools) {
        if (tools.isEmpty()) {
            throw AnthropicErrors.invalid("tool_choice may only be specified while providing tools");
        }
        if (name != null && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw AnthropicErrors.invalid("Tool '" + name + "' not found in provided tools");
        }
        return name;
    }

    private static OutputFormat output(JsonNode body) {
        var format = body.has("output_format")
                ? body.get("output_format")
                : body.path("output_config").path("format");
        return format.path("type").asString("").equals("json_schema")
                ? new OutputFormat(true, format.path("schema"))
                : OutputFormat.TEXT;
    }
}
