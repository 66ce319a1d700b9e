package io.fermata.executor.execution;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The arguments of calls, which are hashed, approved and executed as text, inside the JSON of the log. */
final class ArgumentsJson {

    private final ExactJson exact;

    ArgumentsJson(ExactJson exact) {
        this.exact = exact;
    }

    /** Arguments that are no JSON object are kept as the string they are, for the tool service to refuse. */
    JsonNode node(String argumentsJson) {
        try {
            JsonNode parsed = exact.read(argumentsJson);
            return parsed.isObject() ? parsed : JsonNodeFactory.instance.stringNode(argumentsJson);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.stringNode(argumentsJson);
        }
    }

    /** Whether these are arguments at all: an object, each name of which stands there once. */
    boolean readable(String argumentsJson) {
        return node(argumentsJson).isObject();
    }

    String text(JsonNode arguments) {
        return arguments.isString() ? arguments.stringValue() : exact.write(arguments);
    }

    /** The one spelling of these arguments that is hashed, shown, executed and stored. */
    String canonical(String argumentsJson) {
        return text(node(argumentsJson));
    }
}
