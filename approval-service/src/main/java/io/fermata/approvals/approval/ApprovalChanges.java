package io.fermata.approvals.approval;

import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells what happened to an approval: on the bus, in the audit trail and to streams, all in the row's transaction. */
@Component
public class ApprovalChanges {
    /** Who acts when no person does. */
    public static final String SERVICE = "service:approval-service";

    private final ChangeLog log;
    private final Outbox outbox;
    private final Ids ids;
    private final Json json;
    private final ApplicationEventPublisher events;

    ApprovalChanges(ChangeLog log, Outbox outbox, Ids ids, Json json, ApplicationEventPublisher events) {
        this.log = log;
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
        this.events = events;
    }

    /** Call it after every row of the transaction is written: it takes the tenant's place in the order of changes. */
    public void announce(Approval approval, String actor, String action) {
        Standing standing = Standing.of(approval.state());
        if (!standing.isPending()) {
            outbox.publish(
                    OutgoingEvent.of(approval.call().runId(), approval.id().value(), decided(approval, standing)));
        }
        audit(approval, actor, action, "success");
        log.append(approval, standing, actor);
        events.publishEvent(new ApprovalChanged(Tenants.current(), approval));
    }

    /** Somebody tried what they may not. */
    public void announceRefusal(Approval approval, String actor, String action) {
        audit(approval, actor, action, "denied");
    }

    private void audit(Approval approval, String actor, String action, String outcome) {
        HeldCall call = approval.call();
        AuditRecorded entry = new AuditRecorded(
                ids.next("aud"),
                actor,
                "approval." + action,
                "approval",
                approval.id().value(),
                outcome,
                json.tree(Map.of(
                        "run_id", call.runId(),
                        "step_id", call.stepId(),
                        "tool", call.tool().name(),
                        "arguments_sha256", call.arguments().sha256(),
                        "status", Standing.of(approval.state()).status())),
                now(approval));
        outbox.publish(OutgoingEvent.of(entry.auditId(), approval.id().value(), entry));
    }

    private Instant now(Approval approval) {
        Instant decidedAt = Standing.of(approval.state()).decidedAt();
        return decidedAt == null ? log.now() : decidedAt;
    }

    private static ApprovalDecided decided(Approval approval, Standing standing) {
        return new ApprovalDecided(
                approval.id().value(),
                approval.call().runId(),
                approval.call().stepId(),
                standing.status(),
                standing.decidedBy(),
                standing.notes(),
                approval.call().arguments().sha256(),
                java.util.Objects.requireNonNull(standing.decidedAt()));
    }
}
