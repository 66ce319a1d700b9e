package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

final class FreeJson {
    private FreeJson() {}

    /** Jackson reads a JSON null in a tree component as a NullNode; readers of a nullable component expect null. */
    static @Nullable JsonNode orNull(@Nullable JsonNode json) {
        return json == null || json.isNull() ? null : json;
    }
}
