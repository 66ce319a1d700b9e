package io.fermata.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The newest state of an agent.
 *
 * @param status one of {@link AgentStatus}
 * @param config the whole configuration with every default filled in
 */
public record AgentChanged(
        String agentId,
        int version,
        String name,
        String status,
        boolean deleted,
        String agentType,
        @Nullable String ownerEmail,
        List<String> tags,
        JsonNode config,
        Instant changedAt) {
    public AgentChanged {
        tags = List.copyOf(tags);
    }
}
