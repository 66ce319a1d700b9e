package io.fermata.tools.catalog;

import java.util.regex.Pattern;

/** A tool's name as models see it, for example {@code orders.refund}. */
public record ToolName(String value) {
    private static final int LONGEST = 64;
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9_]+(\\.[a-z0-9_]+)*");

    public ToolName {
        if (!valid(value)) {
            throw new IllegalArgumentException("a tool name must match " + SHAPE + ", at most 64 characters");
        }
    }

    public static boolean valid(String value) {
        return value.length() <= LONGEST && SHAPE.matcher(value).matches();
    }
}
