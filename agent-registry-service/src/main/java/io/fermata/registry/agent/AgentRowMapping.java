package io.fermata.registry.agent;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.lifecycle.AgentStatus;
import io.fermata.registry.lifecycle.Stage;
import io.fermata.registry.profile.AgentProfile;
import io.fermata.registry.profile.AllowedDestinations;
import io.fermata.registry.profile.Capabilities;
import io.fermata.registry.profile.DataScope;
import io.fermata.starter.json.Json;
import java.util.List;
import org.springframework.stereotype.Component;

/** Between agents and their rows. */
@Component
class AgentRowMapping {
    private final Json json;

    AgentRowMapping(Json json) {
        this.json = json;
    }

    void write(Agent agent, AgentRow row) {
        writeProfile(agent.profile(), row);
        row.status = agent.status().word();
        row.stage = agent.stage().word();
        row.version = agent.version();
        row.config = json.write(agent.config());
        row.createdBy = agent.origin().createdBy();
        row.createdAt = agent.origin().createdAt();
        row.updatedAt = agent.updatedAt();
        row.deleted = agent.deleted();
    }

    AgentVersionRow newVersion(AgentEdit edit, String actor) {
        Agent agent = edit.after();
        AgentVersionRow row =
                new AgentVersionRow(new AgentVersionRow.Key(agent.id().value(), agent.version()));
        row.label = edit.label();
        row.restoredFrom = edit.restoredFrom();
        row.config = json.write(agent.config());
        row.createdBy = actor;
        row.createdAt = agent.updatedAt();
        return row;
    }

    Agent agent(AgentRow row) {
        return new Agent(
                new AgentId(row.id),
                profile(row),
                AgentStatus.find(row.status).orElseThrow(),
                Stage.of(row.stage),
                row.version,
                config(row.config),
                new Agent.Origin(row.createdBy, row.createdAt),
                row.updatedAt,
                row.deleted,
                row.revision);
    }

    AgentVersion version(AgentVersionRow row) {
        return new AgentVersion(
                row.key.number(), row.label, row.restoredFrom, config(row.config), row.createdBy, row.createdAt);
    }

    private void writeProfile(AgentProfile profile, AgentRow row) {
        row.name = profile.name();
        row.description = profile.description();
        row.agentType = profile.agentType();
        row.ownerEmail = profile.ownerEmail();
        row.tags = profile.tags().toArray(String[]::new);
        row.capabilities = json.write(profile.capabilities());
        row.dataScope = json.write(profile.dataScope());
        row.allowedDestinations = json.write(profile.allowedDestinations());
        row.triggerType = profile.triggerType();
    }

    private AgentProfile profile(AgentRow row) {
        return new AgentProfile(
                row.name,
                row.description,
                row.agentType,
                row.ownerEmail,
                List.of(row.tags),
                json.readTolerant(row.capabilities, Capabilities.class),
                json.readTolerant(row.dataScope, DataScope.class),
                json.readTolerant(row.allowedDestinations, AllowedDestinations.class),
                row.triggerType);
    }

    private AgentConfig config(String text) {
        return json.readTolerant(text, AgentConfig.class);
    }
}
