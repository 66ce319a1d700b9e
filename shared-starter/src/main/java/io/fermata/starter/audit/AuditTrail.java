package io.fermata.starter.audit;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.security.Caller;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells the audit trail what was done. Both commit, or neither does: an entry needs a tenant and an open transaction. */
public final class AuditTrail {
    private static final String TOLD = AuditTrail.class.getName() + ".denialTold";

    private final Outbox outbox;
    private final Ids ids;
    private final Json json;
    private final Clock clock;
    private final String service;

    /**
     * Made once per service.
     *
     * @param service its name; it acts where no caller does
     */
    public AuditTrail(Outbox outbox, Ids ids, Json json, Clock clock, String service) {
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
        this.service = "service:" + service;
    }

    public void record(AuditEntry entry) {
        outbox.publish(event(entry));
        if (entry.isDenied()) {
            RequestOrigin.request().ifPresent(request -> afterCommit(() -> request.setAttribute(TOLD, true)));
        }
    }

    /** For who publishes it together with other events, in one statement. */
    public OutgoingEvent event(AuditEntry entry) {
        AuditRecorded data = new AuditRecorded(
                ids.next("aud"),
                actor(entry),
                entry.action(),
                entry.resourceType(),
                entry.resourceId(),
                entry.outcome(),
                json.tree(entry.details()),
                occurredAt(entry),
                RequestOrigin.find(),
                entry.policies(),
                entry.approvals());
        String tenant = Tenants.current().value();
        return new OutgoingEvent(Topics.AUDIT_RECORDED, tenant, data.auditId(), data);
    }

    /** Whether the refusal of this request has been recorded by whoever refused, who knows more about it. */
    static boolean isDenialTold() {
        return RequestOrigin.request()
                .map(request -> request.getAttribute(TOLD) != null)
                .orElse(false);
    }

    private String actor(AuditEntry entry) {
        return Optional.ofNullable(entry.actor())
                .or(() -> Caller.find().map(Caller::subject))
                .orElse(service);
    }

    private Instant occurredAt(AuditEntry entry) {
        Instant at = entry.occurredAt();
        return at == null ? clock.instant() : at;
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
