package io.fermata.registry.draft;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller left out becomes its default. */
final class Given {
    private Given() {}

    static <T> T or(@Nullable T given, T otherwise) {
        return Objects.requireNonNullElse(given, otherwise);
    }

    /** A null inside a list becomes an empty text, which no rule lets pass: it is reported with its place. */
    static List<String> list(@Nullable List<@Nullable String> given) {
        return given == null
                ? List.of()
                : given.stream().map(item -> or(item, "")).toList();
    }
}
