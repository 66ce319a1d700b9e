package io.fermata.tools.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One version of a tool. Versions are never changed; a change makes the next one.
 *
 * @param parameters JSON Schema of the arguments
 * @param outputSchema JSON Schema of the result, when one is promised
 * @param redact paths whose values are taken out of results before anyone sees them
 */
public record ToolDefinition(
        ToolName name,
        int version,
        String description,
        JsonNode parameters,
        @Nullable JsonNode outputSchema,
        Handler handler,
        Idempotency idempotency,
        boolean requiresApproval,
        RiskLevel riskLevel,
        Category category,
        Limits limits,
        List<RedactedPath> redact,
        Instant changedAt) {
    public ToolDefinition {
        redact = List.copyOf(redact);
    }

    public boolean builtin() {
        return handler instanceof Handler.Builtin;
    }
}
