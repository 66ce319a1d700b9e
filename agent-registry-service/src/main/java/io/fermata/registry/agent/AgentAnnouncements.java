package io.fermata.registry.agent;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AgentChanged;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.registry.agent.Agents.Signed;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the other services how an agent stands, and the audit trail who made it so. Needs an open transaction. */
@Component
class AgentAnnouncements {
    private static final String RESOURCE = "agent";
    private static final String SUCCESS = "success";

    private final Outbox outbox;
    private final AgentSnapshots snapshots;
    private final Ids ids;
    private final Json json;

    AgentAnnouncements(Outbox outbox, AgentSnapshots snapshots, Ids ids, Json json) {
        this.outbox = outbox;
        this.snapshots = snapshots;
        this.ids = ids;
        this.json = json;
    }

    void announce(Agent agent, Signed by) {
        String id = agent.id().value();
        AgentChanged changed = snapshots.of(agent);
        AuditRecorded audited = audited(agent, by);
        outbox.publishAll(List.of(
                new OutgoingEvent(Topics.AGENT_CHANGED, id, id, changed),
                new OutgoingEvent(Topics.AUDIT_RECORDED, audited.auditId(), id, audited)));
    }

    private AuditRecorded audited(Agent agent, Signed by) {
        return new AuditRecorded(
                ids.next("aud"),
                by.actor(),
                by.action(),
                RESOURCE,
                agent.id().value(),
                SUCCESS,
                json.tree(Map.of(
                        "version", agent.version(), "status", agent.status().word())),
                agent.updatedAt());
    }
}
