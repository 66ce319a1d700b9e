package io.fermata.e2e.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * An operation as the platform documents it. What walks all of them covers a new one the day it is documented.
 *
 * @param permissions any of which its caller needs; none for a public one
 * @param bodyProperties the names its JSON body may have; empty when it takes none
 */
public record Operation(
        String method,
        String path,
        Set<String> permissions,
        boolean streams,
        boolean hasBody,
        Set<String> bodyProperties) {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** All of the API itself; signing in has rules of its own. */
    public static Stream<Operation> documented() {
        JsonNode document = TestPlatform.openApi();
        return document.path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v1/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .map(operation -> of(document, operation.getKey(), path.getKey(), operation.getValue())));
    }

    private static Operation of(JsonNode document, String method, String path, JsonNode operation) {
        return new Operation(
                method.toUpperCase(Locale.ROOT),
                path,
                Set.copyOf(texts(operation.path("x-required-permission"))),
                operation.path("responses").toString().contains("text/event-stream"),
                operation.has("requestBody"),
                bodyProperties(document, operation.path("requestBody").path("content")));
    }

    private static Set<String> bodyProperties(JsonNode document, JsonNode content) {
        Set<String> names = new TreeSet<>();
        content.forEach(type -> {
            JsonNode schema = type.path("schema");
            JsonNode resolved = schema.has("$ref")
                    ? document.at(schema.path("$ref").asString().substring(1))
                    : schema;
            names.addAll(resolved.path("properties").propertyNames());
        });
        return names;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    public boolean isPublic() {
        return permissions.isEmpty();
    }

    /** Its path with this in every place of an id. */
    public String pathOf(String id) {
        return path.replaceAll("\\{(number|from|to)}", "1").replaceAll("\\{[^}]+}", id);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
