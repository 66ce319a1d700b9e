package io.fermata.tools.builtin;

import io.fermata.tools.catalog.Category;
import io.fermata.tools.catalog.Handler;
import io.fermata.tools.catalog.Idempotency;
import io.fermata.tools.catalog.Limits;
import io.fermata.tools.catalog.RiskLevel;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.catalog.ToolName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the built-in tools have in common: they read, may be repeated, and take one string. */
final class BuiltinDefinitions {
    /** When they were last changed; their version goes up with it. */
    private static final Instant CHANGED_AT = Instant.parse("2026-11-21T00:00:00Z");

    private BuiltinDefinitions() {}

    static ToolDefinition of(String name, String description, ObjectNode parameters, Duration timeout, int attempts) {
        return new ToolDefinition(
                new ToolName(name),
                1,
                description,
                parameters,
                null,
                new Handler.Builtin(),
                Idempotency.NATURAL,
                false,
                RiskLevel.LOW,
                Category.READ,
                new Limits(timeout, attempts, null, null),
                List.of(),
                CHANGED_AT);
    }

    static ObjectNode oneString(String name, String description, int longest, boolean required) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties")
                .putObject(name)
                .put("type", "string")
                .put("description", description)
                .put("maxLength", longest);
        var names = schema.putArray("required");
        if (required) {
            names.add(name);
        }
        return schema.put("additionalProperties", false);
    }
}
