package io.fermata.registry.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what is wrong with a JSON Schema. */
public interface OutputSchemaCheck {
    record Flaw(String pointer, String detail) {}

    /** Nothing when the schema is valid; pointers are relative to it. */
    List<Flaw> flaws(Map<String, @Nullable Object> schema);
}
