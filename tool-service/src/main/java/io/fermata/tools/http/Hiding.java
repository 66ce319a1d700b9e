package io.fermata.tools.http;

import io.fermata.tools.catalog.RedactedPath;
import io.fermata.tools.secrets.Redaction;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes the values at a tool's {@code redact} paths out of its results. */
final class Hiding {
    private Hiding() {}

    /** Changes the result in place: it was just parsed and nobody else has it. */
    static JsonNode of(List<RedactedPath> paths, JsonNode result) {
        paths.forEach(path -> hide(result, path.segments()));
        return result;
    }

    private static void hide(JsonNode node, List<String> segments) {
        String name = segments.getFirst();
        boolean last = segments.size() == 1;
        switch (node) {
            case ArrayNode array when name.equals(RedactedPath.EVERY) && last -> blank(array);
            case ArrayNode array
            when name.equals(RedactedPath.EVERY) ->
                array.forEach(element -> hide(element, segments.subList(1, segments.size())));
            case ObjectNode object when object.has(name) && last -> object.put(name, Redaction.MARK);
            case ObjectNode object
            when object.has(name) -> hide(object.get(name), segments.subList(1, segments.size()));
            default -> {
                // The result has no such place.
            }
        }
    }

    private static void blank(ArrayNode array) {
        for (int i = 0; i < array.size(); i++) {
            array.set(i, Redaction.MARK);
        }
    }
}
