package io.fermata.testkit.chat;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The answer the request insists on: any text, any JSON, or JSON of this schema. */
public record OutputFormat(boolean json, @Nullable JsonNode schema) {
    public static final OutputFormat TEXT = new OutputFormat(false, null);
}
