package io.fermata.identity.tenant;

import io.fermata.identity.audit.Audit;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes for good what this service has of a tenant whose grace is over. {@code tenant.changed} tells all services to
 * destroy its data keys; their rows stay.
 */
@Component
class PurgeTenants {
    private static final Logger log = LoggerFactory.getLogger(PurgeTenants.class);

    /** In an order in which nothing is left that refers to what is gone. */
    private static final List<String> DELETIONS = List.of(
            "DELETE FROM authorizations",
            "DELETE FROM consents",
            "DELETE FROM browser_sessions",
            "DELETE FROM identity_providers",
            "DELETE FROM users",
            "DELETE FROM api_keys",
            "DELETE FROM service_accounts",
            "DELETE FROM oauth_clients",
            "DELETE FROM roles",
            "DELETE FROM sign_in_attempts");

    private final JdbcClient database;
    private final TenantRows rows;
    private final Outbox outbox;
    private final Audit audit;
    private final TransactionTemplate transactions;

    PurgeTenants(JdbcClient database, TenantRows rows, Outbox outbox, Audit audit, TransactionTemplate transactions) {
        this.database = database;
        this.rows = rows;
        this.outbox = outbox;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void run() {
        try {
            due().forEach(tenant -> Tenants.run(tenant, () -> purge(tenant)));
        } catch (DataAccessException | TransactionException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("deleted tenants stay for another hour");
        }
    }

    private List<TenantId> due() {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id FROM tenants_to_purge()")
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .list()));
    }

    /** What goes wrong with one tenant keeps no other. */
    private void purge(TenantId tenant) {
        try {
            transactions.executeWithoutResult(_ -> purgeIfStillDue(tenant));
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("a deleted tenant stays for another hour");
        }
    }

    private void purgeIfStillDue(TenantId tenant) {
        if (isStillDue(tenant)) {
            purgeForGood(tenant);
        }
    }

    /**
     * Since the list was made the deletion may have been taken back; from here on whoever wants to waits, and comes too
     * late. The lock is the weakest that does it: writers of rows that refer to the tenant need not wait.
     */
    private boolean isStillDue(TenantId tenant) {
        return database.sql("""
                        SELECT true FROM tenants WHERE id = :id AND status = 'deleting' AND purge_after < now()
                        FOR NO KEY UPDATE
                        """)
                .param("id", tenant.value())
                .query(Boolean.class)
                .optional()
                .isPresent();
    }

    private void purgeForGood(TenantId tenant) {
        DELETIONS.forEach(deletion -> database.sql(deletion).update());
        TenantRow row = rows.findById(tenant.value()).orElseThrow();
        row.become(TenantStatus.DELETED);
        row.rename("");
        outbox.publish(RegisterTenant.changed(rows.saveAndFlush(row).tenant()));
        audit.record("tenant.purge", tenant.value(), Map.of());
    }
}
