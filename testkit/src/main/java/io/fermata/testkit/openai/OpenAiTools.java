package io.fermata.testkit.openai;

import io.fermata.testkit.chat.ToolChoice;
import io.fermata.testkit.chat.ToolChoice.Mode;
import io.fermata.testkit.chat.ToolOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads which tools a request offers and which of them the model may, must or must not call. */
final class OpenAiTools {
    private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private OpenAiTools() {}

    static List<ToolOffer> offered(JsonNode body) {
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

    static ToolChoice choice(JsonNode body, List<ToolOffer> tools) {
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
}
