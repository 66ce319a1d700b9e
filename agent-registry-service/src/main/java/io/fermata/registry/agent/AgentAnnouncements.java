package io.fermata.registry.agent;

import io.fermata.contracts.Topics;
import io.fermata.registry.agent.Agents.Signed;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the other services how an agent stands, and the audit trail who made it so. Needs an open transaction. */
@Component
class AgentAnnouncements {
    private final Outbox outbox;
    private final AgentSnapshots snapshots;
    private final AuditTrail audit;

    AgentAnnouncements(Outbox outbox, AgentSnapshots snapshots, AuditTrail audit) {
        this.outbox = outbox;
        this.snapshots = snapshots;
        this.audit = audit;
    }

    void announce(Agent agent, Signed by) {
        String id = agent.id().value();
        AuditEntry entry = AuditEntry.of(by.action(), "agent", id)
                .by(by.actor())
                .at(agent.updatedAt())
                .with("version", agent.version())
                .with("status", agent.status().word());
        outbox.publishAll(
                List.of(new OutgoingEvent(Topics.AGENT_CHANGED, id, id, snapshots.of(agent)), audit.event(entry)));
    }
}
