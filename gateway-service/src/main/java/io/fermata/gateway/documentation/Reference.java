package io.fermata.gateway.documentation;

import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pointers between the parts of an OpenAPI document: {@code #/components/<kind>/<name>}. */
final class Reference {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Reference() {}

    static String to(String kind, String name) {
        return "#/components/" + kind + "/" + name;
    }

    static String name(String reference) {
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    /** A copy of the node in which every {@code $ref} has been passed through the operator. */
    static JsonNode rewrite(JsonNode node, UnaryOperator<String> references) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = JSON.objectNode();
                object.properties()
                        .forEach(member -> copy.set(
                                member.getKey(),
                                member.getKey().equals("$ref")
                                        ? JSON.stringNode(references.apply(
                                                member.getValue().asString()))
                                        : rewrite(member.getValue(), references)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JSON.arrayNode();
                array.forEach(element -> copy.add(rewrite(element, references)));
                yield copy;
            }
            default -> node;
        };
    }
}
