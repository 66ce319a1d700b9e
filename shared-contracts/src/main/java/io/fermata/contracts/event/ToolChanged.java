package io.fermata.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The newest definition of a tool, as those who call it need to know it.
 *
 * @param parameters JSON Schema of the arguments
 * @param outputSchema JSON Schema of the result, when the tool declares one
 * @param idempotency one of keyed, natural, queryable, none
 * @param riskLevel one of low, medium, high, critical
 * @param category one of read, write, notify, execute
 * @param agentId the only agent that may use it; {@code null} for a tool of the whole tenant
 */
public record ToolChanged(
        String name,
        int version,
        boolean deleted,
        String description,
        JsonNode parameters,
        @Nullable JsonNode outputSchema,
        String idempotency,
        boolean requiresApproval,
        String riskLevel,
        String category,
        int timeoutSeconds,
        @Nullable String agentId,
        Instant changedAt) {
    public ToolChanged {
        outputSchema = FreeJson.orNull(outputSchema);
    }

    /** The record key. Two tenants may use one name, and compaction knows nothing but the key: it must hold the tenant. */
    public String key(String tenantId) {
        return agentId == null ? tenantId + "/" + name : tenantId + "/" + agentId + "/" + name;
    }
}
