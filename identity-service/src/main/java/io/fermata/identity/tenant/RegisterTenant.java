package io.fermata.identity.tenant;

import io.fermata.contracts.event.TenantChanged;
import io.fermata.identity.audit.Audit;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.TenantId;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Enters a new tenant. Runs inside the new tenant's own scope and in the transaction of whatever comes with it. */
@Component
public class RegisterTenant {
    private final TenantRows rows;
    private final Outbox outbox;
    private final Audit audit;
    private final Clock clock;

    RegisterTenant(TenantRows rows, Outbox outbox, Audit audit, Clock clock) {
        this.rows = rows;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Tenant handle(TenantId id, String name, TenantChoices choices) {
        TenantRow row = new TenantRow(id, name, choices, clock.instant());
        Tenant tenant = rows.saveAndFlush(row).tenant();
        outbox.publish(changed(tenant));
        audit.record(
                "tenant.create",
                id.value(),
                Map.of(
                        "name", name,
                        "sensitive_payloads", choices.sensitivePayloads(),
                        "stream_redaction", choices.streamRedaction(),
                        "prevent_self_approval", choices.preventSelfApproval()));
        return tenant;
    }

    static OutgoingEvent changed(Tenant tenant) {
        String id = tenant.id().value();
        TenantChoices choices = tenant.choices();
        return OutgoingEvent.of(
                id,
                id,
                new TenantChanged(
                        id,
                        tenant.name(),
                        tenant.status().value(),
                        choices.sensitivePayloads(),
                        choices.streamRedaction(),
                        choices.preventSelfApproval()));
    }
}
