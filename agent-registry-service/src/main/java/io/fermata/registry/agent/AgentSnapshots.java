package io.fermata.registry.agent;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.registry.config.AgentConfig;
import io.fermata.starter.json.Json;
import org.springframework.stereotype.Component;

/** An agent as other services keep it. */
@Component
class AgentSnapshots {
    private final Json json;

    AgentSnapshots(Json json) {
        this.json = json;
    }

    AgentChanged of(Agent agent) {
        return of(agent, agent.version(), agent.config());
    }

    /** The agent as it stands, but with the configuration of an older version. */
    AgentChanged of(Agent agent, AgentVersion version) {
        return of(agent, version.number(), version.config());
    }

    private AgentChanged of(Agent agent, int version, AgentConfig config) {
        return new AgentChanged(
                agent.id().value(),
                version,
                agent.profile().name(),
                agent.status().word(),
                agent.deleted(),
                agent.profile().agentType(),
                agent.profile().ownerEmail(),
                agent.profile().tags(),
                json.tree(config),
                agent.updatedAt());
    }
}
