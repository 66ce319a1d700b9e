package io.fermata.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Tells what a changed schema would break. Topics are written and read by people we do not know, so both directions
 * count: a narrower rule breaks writers, a wider type breaks readers. Adding an optional property or an enum value is
 * the way to grow.
 */
final class SchemaCompatibility {
    /** Keywords that limit a value: none may appear, vanish or change once released. */
    private static final List<String> LIMITS = List.of(
            "format", "pattern", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "const");

    private final List<String> breaks = new ArrayList<>();

    private SchemaCompatibility() {}

    static List<String> breaks(JsonNode released, JsonNode current) {
        SchemaCompatibility comparison = new SchemaCompatibility();
        comparison.compare("", released, current);
        return comparison.breaks;
    }

    private void compare(String at, JsonNode released, JsonNode current) {
        check(strings(released.path("type")).equals(strings(current.path("type"))), at, "has another type");
        for (String limit : LIMITS) {
            check(released.path(limit).equals(current.path(limit)), at, "has another " + limit);
        }
        compareEnum(at, released.path("enum"), current.path("enum"));
        compareRequired(at, strings(released.path("required")), strings(current.path("required")));
        compareClosed(at, released.path("additionalProperties"), current.path("additionalProperties"));
        compareProperties(at, released.path("properties"), current.path("properties"));
        if (released.has("items") && current.has("items")) {
            compare(at + "/items", released.get("items"), current.get("items"));
        }
    }

    private void compareProperties(String at, JsonNode released, JsonNode current) {
        for (String name : released.propertyNames()) {
            check(current.has(name), at + "/" + name, "is gone");
            if (current.has(name)) {
                compare(at + "/" + name, released.get(name), current.get(name));
            }
        }
    }

    private void compareEnum(String at, JsonNode released, JsonNode current) {
        boolean appeared = released.isMissingNode() && !current.isMissingNode();
        check(!appeared, at, "has an enum now");
        check(current.isMissingNode() || strings(current).containsAll(strings(released)), at, "lost an enum value");
    }

    private void compareRequired(String at, Set<String> released, Set<String> current) {
        check(released.containsAll(current), at, "requires more");
        check(current.containsAll(released), at, "promises less");
    }

    private void compareClosed(String at, JsonNode released, JsonNode current) {
        check(released.equals(current), at, "treats additional properties in another way");
    }

    private void check(boolean holds, String at, String otherwise) {
        if (!holds) {
            breaks.add((at.isEmpty() ? "/" : at) + " " + otherwise);
        }
    }

    private static Set<String> strings(JsonNode oneOrMany) {
        if (oneOrMany.isArray()) {
            return oneOrMany.valueStream().map(JsonNode::asString).collect(Collectors.toCollection(TreeSet::new));
        }
        return oneOrMany.isMissingNode() ? Set.of() : Set.of(oneOrMany.asString());
    }
}
