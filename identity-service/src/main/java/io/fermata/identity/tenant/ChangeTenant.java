package io.fermata.identity.tenant;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.platform.IdentityProperties;
import io.fermata.identity.revocation.Revocations;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Renames a tenant, takes its choices, suspends and resumes it, deletes it with grace and takes that back. */
@Component
class ChangeTenant {
    private final TenantRows rows;
    private final Outbox outbox;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration grace;

    ChangeTenant(
            TenantRows rows,
            Outbox outbox,
            Revocations revocations,
            Audit audit,
            TransactionTemplate transactions,
            Clock clock,
            IdentityProperties properties) {
        this.rows = rows;
        this.outbox = outbox;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
        this.grace = properties.deletionGrace();
    }

    /** Absent values stay as they are. */
    record Command(
            TenantId id,
            @Nullable String name,
            @Nullable TenantStatus status,
            TenantChoices.Change choices,
            @Nullable String ifMatch) {}

    Tenant handle(Command command) {
        return Tenants.call(command.id(), () -> Objects.requireNonNull(transactions.execute(_ -> change(command))));
    }

    private Tenant change(Command command) {
        String id = command.id().value();
        TenantRow row = rows.findById(id)
                .filter(found -> found.tenant().status() != TenantStatus.DELETED)
                .orElseThrow(() -> ProblemException.notFound("tenant"));
        ETags.requireMatch(command.ifMatch(), row.tenant().version());
        boolean wasActive = row.tenant().active();
        apply(command, row);
        Tenant changed = rows.saveAndFlush(row).tenant();
        takeBack(wasActive, changed.active());
        outbox.publish(RegisterTenant.changed(changed));
        audit.record(
                "tenant.change",
                id,
                Map.of(
                        "name", changed.name(),
                        "status", changed.status().value(),
                        "sensitive_payloads", changed.choices().sensitivePayloads(),
                        "stream_redaction", changed.choices().streamRedaction(),
                        "prevent_self_approval", changed.choices().preventSelfApproval()));
        return changed;
    }

    private void apply(Command command, TenantRow row) {
        if (command.name() != null) {
            row.rename(command.name());
        }
        row.choose(row.tenant().choices().with(command.choices()));
        if (command.status() != null) {
            move(row, command.status());
        }
    }

    /** A deletion goes on as it was announced, or is taken back. */
    private void move(TenantRow row, TenantStatus next) {
        boolean deleting = row.tenant().status() == TenantStatus.DELETING;
        if (deleting && next == TenantStatus.SUSPENDED) {
            throw ProblemException.conflict("The tenant is being deleted; only making it active takes that back.");
        }
        if (next != TenantStatus.DELETING) {
            row.become(next);
        } else if (!deleting) {
            row.deleteAfter(clock.instant().plus(grace));
        }
    }

    private void takeBack(boolean wasActive, boolean active) {
        if (wasActive && !active) {
            revocations.refuseTenant();
        } else if (!wasActive && active) {
            revocations.readmitTenant();
        }
    }
}
