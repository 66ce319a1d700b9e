package io.fermata.approvals.approval;

import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells what happened to an approval: on the bus, in the audit trail and to streams, all in the row's transaction. */
@Component
public class ApprovalChanges {
    /** Who acts when no person does. */
    public static final String SERVICE = "service:approval-service";

    private final ChangeLog log;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    ApprovalChanges(ChangeLog log, Outbox outbox, AuditTrail audit, ApplicationEventPublisher events) {
        this.log = log;
        this.outbox = outbox;
        this.audit = audit;
        this.events = events;
    }

    /** Call it after every row of the transaction is written: it takes the tenant's place in the order of changes. */
    public void announce(Approval approval, String actor, String action) {
        Standing standing = Standing.of(approval.state());
        if (!standing.isPending()) {
            outbox.publish(
                    OutgoingEvent.of(approval.call().runId(), approval.id().value(), decided(approval, standing)));
        }
        audit.record(entry(approval, actor, action));
        log.append(approval, standing, actor);
        events.publishEvent(new ApprovalChanged(Tenants.current(), approval));
    }

    /** Somebody tried what they may not. */
    public void announceRefusal(Approval approval, String actor, String action) {
        audit.record(entry(approval, actor, action).denied());
    }

    private AuditEntry entry(Approval approval, String actor, String action) {
        HeldCall call = approval.call();
        String id = approval.id().value();
        return AuditEntry.of("approval." + action, "approval", id)
                .by(actor)
                .at(now(approval))
                .underApprovals(List.of(id))
                .with("run_id", call.runId())
                .with("step_id", call.stepId())
                .with("tool", call.tool().name())
                .with("arguments_sha256", call.arguments().sha256())
                .with("status", Standing.of(approval.state()).status());
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
                Objects.requireNonNull(standing.decidedAt()));
    }
}
