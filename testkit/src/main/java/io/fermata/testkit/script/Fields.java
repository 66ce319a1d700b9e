package io.fermata.testkit.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One mapping of a script file. It knows its place in the file and refuses keys nobody has a use for. */
record Fields(JsonNode node, String place) {
    Fields {
        if (!node.isObject()) {
            throw new ScriptException(place + " must be a mapping of keys to values, but is " + node);
        }
    }

    void allowOnly(String... keys) {
        var unknown = new TreeSet<>(node.propertyNames());
        unknown.removeAll(Set.of(keys));
        if (!unknown.isEmpty()) {
            throw new ScriptException(
                    place + " has the unknown key '" + unknown.first() + "'; it may have " + String.join(", ", keys));
        }
    }

    boolean has(String key) {
        return node.hasNonNull(key);
    }

    JsonNode value(String key) {
        return node.get(key);
    }

    @Nullable
    String text(String key) {
        return has(key) ? node.get(key).asString() : null;
    }

    int number(String key) {
        var value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new ScriptException(place + "." + key + " must be a whole number, but is " + value);
        }
        return value.asInt();
    }

    int number(String key, int fallback) {
        return has(key) ? number(key) : fallback;
    }

    boolean flag(String key) {
        return node.path(key).asBoolean(false);
    }

    Fields child(String key) {
        return new Fields(node.path(key), place + "." + key);
    }

    /** The elements of a list; nothing when the key is absent. */
    List<Fields> list(String key) {
        var elements = new ArrayList<Fields>();
        for (var element : node.path(key)) {
            elements.add(new Fields(element, place + "." + key + "[" + elements.size() + "]"));
        }
        return elements;
    }

    List<String> texts(String key) {
        return node.path(key).valueStream().map(JsonNode::asString).toList();
    }
}
