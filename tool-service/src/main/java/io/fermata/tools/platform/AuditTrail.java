package io.fermata.tools.platform;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.security.Caller;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes who did what, in the transaction in which it was done. */
@Component
public class AuditTrail {
    private final Outbox outbox;
    private final Ids ids;
    private final Clock clock;
    private final Json json;

    AuditTrail(Outbox outbox, Ids ids, Clock clock, Json json) {
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.json = json;
    }

    /** Details hold no secrets and no payloads. */
    public void record(String action, String resourceType, String resourceId, Map<String, ?> details) {
        AuditRecorded event = new AuditRecorded(
                ids.next("aud"),
                Caller.current().subject(),
                action,
                resourceType,
                resourceId,
                "success",
                json.tree(details),
                clock.instant());
        outbox.publish(new OutgoingEvent(Topics.AUDIT_RECORDED, event.auditId(), event.auditId(), event));
    }
}
