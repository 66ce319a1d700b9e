package io.fermata.registry.version;

import io.fermata.registry.agent.AgentId;
import io.fermata.registry.agent.AgentVersion;
import io.fermata.registry.config.AgentConfig;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A version as callers see it. */
record VersionView(
        String agentId,
        int version,
        @Nullable String label,
        @Nullable Integer restoredFrom,
        AgentConfig config,
        String createdBy,
        Instant createdAt) {

    static VersionView of(AgentId agent, AgentVersion version) {
        return new VersionView(
                agent.value(),
                version.number(),
                version.label(),
                version.restoredFrom(),
                version.config(),
                version.createdBy(),
                version.createdAt());
    }
}
