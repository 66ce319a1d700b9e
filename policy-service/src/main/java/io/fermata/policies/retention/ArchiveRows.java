package io.fermata.policies.retention;

import io.fermata.policies.audit.AuditRows;
import io.fermata.policies.audit.ChainHead;
import io.fermata.policies.audit.ChainLink;
import io.fermata.starter.tenancy.TenantId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the archive asks of the database. Needs an open transaction. */
@Component
class ArchiveRows {
    private final JdbcClient database;

    ArchiveRows(JdbcClient database) {
        this.database = database;
    }

    /** Needs no tenant: housekeeping. */
    List<TenantId> tenantsWithOldEvents() {
        return database.sql("SELECT tenant FROM tenants_with_old_audit_events() AS tenant")
                .query((row, _) -> new TenantId(row.getString("tenant")))
                .list();
    }

    /** Only one replica archives a tenant's events at a time. */
    boolean lock(TenantId tenant) {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtextextended('audit-archive ' || :tenant, 0))")
                .param("tenant", tenant.value())
                .query(Boolean.class)
                .single();
    }

    List<ChainLink> oldest(ChainHead after, Retention retention, int limit) {
        return database.sql("""
                        SELECT * FROM audit_events
                        WHERE sequence > :after AND recorded_at < now() - make_interval(days => :days)
                        ORDER BY sequence LIMIT :limit
                        """)
                .param("after", after.sequence())
                .param("days", retention.hotDays())
                .param("limit", limit)
                .query(AuditRows::link)
                .list();
    }

    void anchor(List<ChainLink> archived, ArchiveFile.Written file, Instant at) {
        ChainLink last = archived.getLast();
        database.sql("""
                        INSERT INTO audit_anchors
                            (tenant_id, sequence, hash, first_sequence, file, file_sha256, archived_at)
                        VALUES (app_tenant(), :sequence, :hash, :first, :file, :sha256, :at)
                        """)
                .param("sequence", last.sequence())
                .param("hash", last.hash())
                .param("first", archived.getFirst().sequence())
                .param("file", file.name())
                .param("sha256", file.sha256())
                .param("at", Timestamp.from(at))
                .update();
    }

    long dropArchived() {
        return database.sql("SELECT drop_archived_audit_events()")
                .query(Long.class)
                .single();
    }
}
