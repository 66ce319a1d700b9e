package io.fermata.testkit.script;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The simplest document a JSON Schema allows: the answer of a model that was told the shape and nothing else. */
final class SampleDocument {
    private static final int DEEPEST = 16;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SampleDocument() {}

    static JsonNode of(@Nullable JsonNode schema) {
        return schema == null ? NODES.objectNode() : value(schema, schema, 0);
    }

    private static JsonNode value(JsonNode schema, JsonNode root, int depth) {
        var given = given(schema);
        if (given != null) {
            return given;
        }
        if (schema.has("$ref") && depth < DEEPEST) {
            return value(root.at(schema.get("$ref").asString().replaceFirst("^#", "")), root, depth + 1);
        }
        if (schema.path("anyOf").has(0) && depth < DEEPEST) {
            return value(schema.get("anyOf").get(0), root, depth + 1);
        }
        return ofType(schema, root, depth);
    }

    private static @Nullable JsonNode given(JsonNode schema) {
        if (schema.has("const")) {
            return schema.get("const");
        }
        return schema.path("enum").has(0) ? schema.get("enum").get(0) : null;
    }

    private static JsonNode ofType(JsonNode schema, JsonNode root, int depth) {
        var declared = schema.path("type");
        var type = declared.isArray() && !declared.isEmpty() ? declared.get(0) : declared;
        return switch (type.asString(schema.has("properties") ? "object" : "string")) {
            case "object" -> object(schema, root, depth);
            case "array" -> array(schema, root, depth);
            case "integer", "number" -> NODES.numberNode(schema.path("minimum").asInt(0));
            case "boolean" -> NODES.booleanNode(true);
            case "null" -> NODES.nullNode();
            default ->
                NODES.stringNode("x".repeat(Math.max(1, schema.path("minLength").asInt(1))));
        };
    }

    private static JsonNode object(JsonNode schema, JsonNode root, int depth) {
        var object = NODES.objectNode();
        if (depth < DEEPEST) {
            for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
                object.set(field.getKey(), value(field.getValue(), root, depth + 1));
            }
        }
        return object;
    }

    private static JsonNode array(JsonNode schema, JsonNode root, int depth) {
        var array = NODES.arrayNode();
        for (int i = 0; i < schema.path("minItems").asInt(0) && depth < DEEPEST; i++) {
            array.add(value(schema.path("items"), root, depth + 1));
        }
        return array;
    }
}
