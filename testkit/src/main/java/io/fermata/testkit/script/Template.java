package io.fermata.testkit.script;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Fills {@code {{name}}} places. A place that stands alone keeps the type of its value, so an amount stays a number. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([\\w./-]+)\\s*}}");

    private Template() {}

    /** A place without a value is left as it is: it shows in the answer which name is wrong. */
    static String fill(String text, Captures captures) {
        if (!text.contains("{{")) {
            return text;
        }
        return PLACE.matcher(text).replaceAll(place -> {
            var value = captures.find(place.group(1));
            return Matcher.quoteReplacement(value == null ? place.group() : plain(value));
        });
    }

    static JsonNode fill(JsonNode template, Captures captures) {
        if (template.isString()) {
            return fillString(template, captures);
        }
        if (template.isArray()) {
            var filled = JsonNodeFactory.instance.arrayNode();
            template.forEach(element -> filled.add(fill(element, captures)));
            return filled;
        }
        if (template.isObject()) {
            var filled = JsonNodeFactory.instance.objectNode();
            template.properties().forEach(field -> filled.set(field.getKey(), fill(field.getValue(), captures)));
            return filled;
        }
        return template;
    }

    private static JsonNode fillString(JsonNode template, Captures captures) {
        var text = template.asString();
        var whole = PLACE.matcher(text);
        if (whole.matches()) {
            var value = captures.find(whole.group(1));
            return value == null ? template : value;
        }
        return JsonNodeFactory.instance.stringNode(fill(text, captures));
    }

    private static String plain(JsonNode value) {
        return value.isContainer() ? value.toString() : value.asString();
    }
}
