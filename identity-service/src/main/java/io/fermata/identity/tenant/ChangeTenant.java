package io.fermata.identity.tenant;

import io.fermata.identity.audit.AuditTrail;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Renames, suspends and resumes a tenant. */
@Component
class ChangeTenant {
    private final TenantRows rows;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final TransactionTemplate transactions;

    ChangeTenant(TenantRows rows, Outbox outbox, AuditTrail audit, TransactionTemplate transactions) {
        this.rows = rows;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Absent values stay as they are. */
    record Command(
            TenantId id,
            @Nullable String name,
            @Nullable TenantStatus status,
            @Nullable String ifMatch) {}

    Tenant handle(Command command) {
        return Tenants.call(command.id(), () -> Objects.requireNonNull(transactions.execute(_ -> change(command))));
    }

    private Tenant change(Command command) {
        String id = command.id().value();
        TenantRow row = rows.findById(id).orElseThrow(() -> ProblemException.notFound("tenant"));
        ETags.requireMatch(command.ifMatch(), row.tenant().version());
        apply(command, row);
        Tenant changed = rows.saveAndFlush(row).tenant();
        outbox.publish(RegisterTenant.changed(changed));
        audit.record(
                "tenant.change",
                id,
                Map.of("name", changed.name(), "status", changed.status().value()));
        return changed;
    }

    private static void apply(Command command, TenantRow row) {
        if (command.name() != null) {
            row.rename(command.name());
        }
        if (command.status() != null) {
            row.become(command.status());
        }
    }
}
