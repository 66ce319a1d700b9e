package io.fermata.registry.agent;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.profile.AgentProfile;
import io.fermata.registry.profile.AllowedDestinations;
import io.fermata.registry.profile.Capabilities;
import io.fermata.registry.profile.DataScope;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An agent as callers see it. */
public record AgentView(
        String id,
        String name,
        @Nullable String description,
        String agentType,
        @Nullable String ownerEmail,
        List<String> tags,
        Capabilities capabilities,
        DataScope dataScope,
        AllowedDestinations allowedDestinations,
        String triggerType,
        String status,
        String stage,
        int version,
        AgentConfig config,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {

    static AgentView of(Agent agent) {
        AgentProfile profile = agent.profile();
        return new AgentView(
                agent.id().value(),
                profile.name(),
                profile.description(),
                profile.agentType(),
                profile.ownerEmail(),
                profile.tags(),
                profile.capabilities(),
                profile.dataScope(),
                profile.allowedDestinations(),
                profile.triggerType(),
                agent.status().word(),
                agent.stage().word(),
                agent.version(),
                agent.config(),
                agent.origin().createdBy(),
                agent.origin().createdAt(),
                agent.updatedAt());
    }
}
