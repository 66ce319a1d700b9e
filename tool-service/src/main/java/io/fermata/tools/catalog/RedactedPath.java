package io.fermata.tools.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A path into a result, for example {@code $.card.number} or {@code $.items[*].card}. */
public record RedactedPath(String text) {
    public static final String EVERY = "*";
    private static final Pattern SHAPE = Pattern.compile("\\$(\\.[A-Za-z0-9_-]+|\\[\\*])+");

    public RedactedPath {
        if (text.length() > 200 || !SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException("must be a path such as $.card or $.items[*].card");
        }
    }

    /** Property names from the top; {@link #EVERY} for all elements of an array. */
    public List<String> segments() {
        return Arrays.stream(text.substring(1).replace("[*]", "." + EVERY).split("\\.", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
