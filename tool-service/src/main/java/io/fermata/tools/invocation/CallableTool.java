package io.fermata.tools.invocation;

import io.fermata.starter.schema.InvalidSchemaException;
import io.fermata.starter.schema.JsonSchema;
import io.fermata.tools.catalog.ToolDefinition;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool version with its schemas compiled, ready to be called many times. */
record CallableTool(
        ToolDefinition definition,
        JsonSchema parameters,
        @Nullable JsonSchema output) {
    static CallableTool compile(ToolDefinition definition) {
        try {
            JsonNode output = definition.outputSchema();
            return new CallableTool(
                    definition,
                    JsonSchema.compile(definition.parameters()),
                    output == null ? null : JsonSchema.compile(output));
        } catch (InvalidSchemaException e) {
            throw new IllegalStateException(
                    "a stored schema of " + definition.name().value() + " does not compile", e);
        }
    }
}
