package io.fermata.testkit.chat;

import tools.jackson.databind.JsonNode;

/** A tool the request lets the model use, with the JSON Schema of its arguments. */
public record ToolOffer(String name, JsonNode parameters) {
    /** Providers refuse dots in names, so platforms rewrite them: orders.lookup, orders_lookup and orders__lookup are the same tool. */
    public boolean named(String wanted) {
        return sameTool(name, wanted);
    }

    public static boolean sameTool(String one, String other) {
        return one.equals(other) || letters(one).equals(letters(other));
    }

    private static String letters(String name) {
        return name.chars()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
