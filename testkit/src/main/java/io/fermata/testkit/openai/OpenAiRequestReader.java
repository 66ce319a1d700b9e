package io.fermata.testkit.openai;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Message;
import io.fermata.testkit.chat.OutputFormat;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Protocol.Asked;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a request body and refuses what OpenAI refuses. Fields it does not know are ignored, as there. */
final class OpenAiRequestReader {
    private OpenAiRequestReader() {}

    static Asked read(byte[] json, Map<String, String> headers) {
        var body = parse(json);
        var messages = messages(body);
        var tools = OpenAiTools.offered(body);
        var output = output(body, messages);
        boolean stream = body.path("stream").asBoolean(false);
        if (!stream && body.hasNonNull("stream_options")) {
            throw OpenAiErrors.invalid(
                    "The 'stream_options' parameter is only allowed when 'stream' is enabled.", "stream_options", null);
        }
        requireRanges(body);
        var chat = new ChatRequest(model(body), messages, tools, OpenAiTools.choice(body, tools), output, headers);
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
