package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Someone wants a run. The producer chooses {@code runId}; a second event with the same one starts nothing.
 *
 * @param agentVersion {@code null} takes the agent's current version
 * @param sessionId {@code null} opens a new session
 * @param replyTo an address of the producer's own, carried through and never read
 */
public record RunRequested(
        String runId,
        String agentId,
        @Nullable Integer agentVersion,
        @Nullable String sessionId,
        JsonNode input,
        Trigger trigger,
        @Nullable JsonNode metadata,
        @Nullable String replyTo) {
    public RunRequested {
        metadata = FreeJson.orNull(metadata);
    }
}
