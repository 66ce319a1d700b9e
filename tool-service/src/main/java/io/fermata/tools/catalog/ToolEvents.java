package io.fermata.tools.catalog;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ToolChanged;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.Tenants;
import org.springframework.stereotype.Component;

/** Tells the others that a tool changed, and the audit trail who changed it. */
@Component
class ToolEvents {
    private final Outbox outbox;
    private final AuditTrail audit;

    ToolEvents(Outbox outbox, AuditTrail audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /** @param action create, change or delete */
    void publish(String action, ToolChanged tool) {
        String key = tool.key(Tenants.current().value());
        outbox.publish(new OutgoingEvent(Topics.TOOL_CHANGED, key, tool.name(), tool));
        audit.record(AuditEntry.of("tool." + action, "tool", tool.name()).with("version", tool.version()));
    }
}
