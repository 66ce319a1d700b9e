package io.fermata.testkit.openai;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.OutputFormat;
import io.fermata.testkit.chat.ToolChoice;
import io.fermata.testkit.chat.ToolChoice.Mode;
import io.fermata.testkit.chat.ToolOffer;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Protocol.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a request body and refuses what OpenAI refuses. Fields it does not know are ignored, as there. */
final class OpenAiRequestReader {
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private OpenAiRequestReader() {}

    static Asked read(byte[] json, Map<String, String> headers) {
        var body = parse(json);
        var messages = messages(body);
        var tools = tools(body);
        var output = output(body, messages);
        boolean stream = body.path("stream").asBoolean(false);
        if (!stream && body.hasNonNull("stream_options")) {
            throw OpenAiErrors.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        requireRanges(body);
        var chat = new ChatRequest(model(body), messages, tools, choice(body, tools), output, headers);
        return new Asked(
                chat, stream, body.path("stream_options").path("include_usage").asBoolean(false));
    }

    private static JsonNode parse(byte[] json) {
        try {
            var body = Json.read(json);
            if (body.isObject()) {
                return body;
            }
        } catch (JacksonException _) {
            throw OpenAiErrors.notJson();
        }
        throw OpenAiErrors.notJson();
    }

    private static String model(JsonNode body) {
        if (!body.hasNonNull("model") || body.get("model").asString("").isEmpty()) {
            throw OpenAiErrors.invalid("you must provide a model parameter", null, null);
        }
        return body.get("model").asString();
    }

    private static List<Message> messages(JsonNode body) {
        var messages = body.path("messages");
        if (messages.isMissingNode() || messages.isNull()) {
            throw OpenAiErrors.missing("messages");
        }
        if (!messages.isArray()) {
            throw OpenAiErrors.wrongType("messages", "an array of objects, but got something else instead");
        }
        if (messages.isEmpty()) {
            throw OpenAiErrors.emptyArray("messages");
        }
        return OpenAiMessages.read(messages);
    }

    private static List<ToolOffer> tools(JsonNode body) {
        var offered = body.path("tools");
        if (offered.isArray() && offered.isEmpty()) {
            throw OpenAiErrors.emptyArray("tools");
        }
        var tools = new ArrayList<ToolOffer>();
        for (var tool : offered) {
            tools.add(tool(tool, "tools[" + tools.size() + "].function"));
        }
        return tools;
    }

    private static ToolOffer tool(JsonNode tool, String place) {
        var function = tool.path("function");
        if (!function.hasNonNull("name")) {
            throw OpenAiErrors.missing(place + ".name");
        }
        var name = function.get("name").asString();
        if (!TOOL_NAME.matcher(name).matches()) {
            throw OpenAiErrors.invalid(
                    "Invalid '" + place + ".name': string does not match pattern."
                            + " Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.",
                    place + ".name",
                    "invalid_value");
        }
        return new ToolOffer(name, function.path("parameters"));
    }

    private static ToolChoice choice(JsonNode body, List<ToolOffer> tools) {
        boolean parallel = body.path("parallel_tool_calls").asBoolean(true);
        var choice = body.path("tool_choice");
        if (choice.isMissingNode() || choice.isNull()) {
            return new ToolChoice(Mode.AUTO, null, parallel);
        }
        if (tools.isEmpty()) {
            throw OpenAiErrors.invalid(
                    "Invalid value for 'tool_choice': 'tool_choice' is only allowed when 'tools' are specified.",
                    "tool_choice",
                    null);
        }
        return choice.isObject() ? forced(choice, tools, parallel) : new ToolChoice(mode(choice), null, parallel);
    }

    private static Mode mode(JsonNode choice) {
        return switch (choice.asString("")) {
            case "auto" -> Mode.AUTO;
            case "none" -> Mode.NONE;
            case "required" -> Mode.REQUIRED;
            default ->
                throw OpenAiErrors.invalid(
                        "Invalid value: '" + choice.asString("")
                                + "'. Supported values are: 'none', 'auto', and 'required'.",
                        "tool_choice",
                        "invalid_value");
        };
    }

    private static ToolChoice forced(JsonNode choice, List<ToolOffer> tools, boolean parallel) {
        var name = choice.path("function").path("name").asString("");
        if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
            throw OpenAiErrors.invalid(
                    "Tool choice '" + name + "' not found in 'tools' parameter.", "tool_choice", null);
        }
        return new ToolChoice(Mode.REQUIRED, name, parallel);
    }

    private static OutputFormat output(JsonNode body, List<Message> messages) {
        var format = body.path("response_format");
        return switch (format.path("type").asString("text")) {
            case "json_object" -> {
                requireTheWordJson(messages);
                yield new OutputFormat(true, null);
            }
            case "json_schema" -> {
                if (!format.path("json_schema").hasNonNull("name")) {
                    throw OpenAiErrors.missing("response_format.json_schema.name");
                }
                yield new OutputFormat(true, format.path("json_schema").path("schema"));
            }
            case "text" -> OutputFormat.TEXT;
            default ->
                throw OpenAiErrors.invalid(
                        "Invalid value: '" + format.path("type").asString("")
                                + "'. Supported values are: 'json_object', 'json_schema', and 'text'.",
                        "response_format.type",
                        "invalid_value");
        };
    }

    private static void requireTheWordJson(List<Message> messages) {
        if (messages.stream()
                .noneMatch(message -> message.text().toLowerCase(Locale.ROOT).contains("json"))) {
            throw OpenAiErrors.invalid(
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
                    "messages",
                    null);
        }
    }

    private static void requireRanges(JsonNode body) {
        if (body.path("temperature").asDouble(0) > 2) {
            throw OpenAiErrors.invalid(
                    "Invalid 'temperature': decimal above maximum value. Expected a value <= 2, but got "
                            + body.get("temperature") + " instead.",
                    "temperature",
                    "decimal_above_max_value");
        }
        if (body.path("n").asInt(1) != 1) {
            throw OpenAiErrors.invalid(
                    "The scripted model answers with one choice: 'n' must be 1.", "n", "invalid_value");
        }
    }
}
