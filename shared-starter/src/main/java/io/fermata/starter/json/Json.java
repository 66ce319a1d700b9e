package io.fermata.starter.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Reads and writes JSON text. Failures are Jackson's own unchecked exceptions. */
public final class Json {
    private final JsonMapper strict;
    private final JsonMapper tolerant;

    public Json(JsonMapper strict, JsonMapper tolerant) {
        this.strict = strict;
        this.tolerant = tolerant;
    }

    /** With the standard mappers, for code that runs without Spring. */
    public static Json standard() {
        return new Json(JsonMappers.strict(), JsonMappers.tolerant());
    }

    public JsonNode read(String json) {
        return strict.readTree(json);
    }

    public JsonNode read(byte[] json) {
        return strict.readTree(json);
    }

    /** Reads what a caller sent: unknown properties are refused. */
    public <T> T read(String json, Class<T> type) {
        return strict.readValue(json, type);
    }

    /** Like {@link #read(String, Class)}, from UTF-8. */
    public <T> T read(byte[] json, Class<T> type) {
        return strict.readValue(json, type);
    }

    /** Reads what another service said: unknown properties are ignored. */
    public <T> T readTolerant(String json, Class<T> type) {
        return tolerant.readValue(json, type);
    }

    /** Like {@link #readTolerant(String, Class)}, from UTF-8. */
    public <T> T readTolerant(byte[] json, Class<T> type) {
        return tolerant.readValue(json, type);
    }

    /** What is wrong beside the first fault is among its suppressed exceptions. */
    public <T> T convert(JsonNode json, Class<T> type) {
        try {
            return strict.treeToValue(json, type);
        } catch (DatabindException first) {
            FurtherFaults.addTo(first, json, document -> strict.treeToValue(document, type));
            throw first;
        }
    }

    public JsonNode tree(Object value) {
        return strict.valueToTree(value);
    }

    /** Stands for a document that is written as this very text, without being parsed first. It cannot be looked into. */
    public static JsonNode verbatim(String json) {
        return JsonNodeFactory.instance.rawValueNode(new RawValue(json));
    }

    public String write(Object value) {
        return strict.writeValueAsString(value);
    }

    public byte[] writeBytes(Object value) {
        return strict.writeValueAsBytes(value);
    }

    /** The same text for documents that differ only in the order of properties and in white space. */
    public String canonical(JsonNode json) {
        return strict.writeValueAsString(sorted(json));
    }

    /** Hex SHA-256 of the canonical text. */
    public String sha256(JsonNode json) {
        return sha256(canonical(json));
    }

    /** Hex SHA-256 of the text's UTF-8 bytes. */
    public static String sha256(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Hex SHA-256. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private JsonNode sorted(JsonNode json) {
        return switch (json) {
            case ObjectNode object -> sortedObject(object);
            case ArrayNode array -> {
                ArrayNode copy = strict.createArrayNode();
                array.forEach(element -> copy.add(sorted(element)));
                yield copy;
            }
            default -> json;
        };
    }

    private ObjectNode sortedObject(ObjectNode object) {
        TreeMap<String, JsonNode> byName = new TreeMap<>();
        object.properties().forEach(property -> byName.put(property.getKey(), sorted(property.getValue())));
        ObjectNode copy = strict.createObjectNode();
        byName.forEach(copy::set);
        return copy;
    }
}
