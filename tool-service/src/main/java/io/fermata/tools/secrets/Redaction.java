package io.fermata.tools.secrets;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Takes secret values, and their usual encodings, out of everything a tool sends back. */
public final class Redaction {
    public static final String MARK = "[redacted]";
    private static final Redaction NONE = new Redaction(List.of());

    private final List<String> forms;

    private Redaction(List<String> forms) {
        this.forms = forms;
    }

    public static Redaction of(Collection<String> secrets) {
        if (secrets.isEmpty()) {
            return NONE;
        }
        // Longest first, so that a form that contains another is not left half standing.
        return new Redaction(secrets.stream()
                .flatMap(Redaction::formsOf)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList());
    }

    public String text(String text) {
        String clean = text;
        for (String form : forms) {
            clean = clean.replace(form, MARK);
        }
        return clean;
    }

    public JsonNode tree(JsonNode node) {
        if (forms.isEmpty()) {
            return node;
        }
        return switch (node) {
            case ObjectNode object -> object(object);
            case ArrayNode array -> array(array);
            case JsonNode text when text.isString() -> JsonNodeFactory.instance.stringNode(text(text.stringValue()));
            case JsonNode number when number.isNumber() -> number(number);
            default -> node;
        };
    }

    private JsonNode object(ObjectNode object) {
        ObjectNode clean = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            clean.set(text(property.getKey()), tree(property.getValue()));
        }
        return clean;
    }

    private JsonNode array(ArrayNode array) {
        ArrayNode clean = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> clean.add(tree(element)));
        return clean;
    }

    /** A secret may be digits only. What is left of the number is text. */
    private JsonNode number(JsonNode number) {
        // As it will be written: 1.2E7 may hide what 12000000 shows.
        String written = number.isBigDecimal() ? number.decimalValue().toPlainString() : number.asString();
        String clean = text(written);
        return clean.equals(written) ? number : JsonNodeFactory.instance.stringNode(clean);
    }

    private static Stream<String> formsOf(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return Stream.of(
                secret,
                form,
                form.replace("+", "%20"),
                // Of RFC 3986, which leaves a tilde as it is.
                form.replace("+", "%20").replace("*", "%2A").replace("%7E", "~"),
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
}
