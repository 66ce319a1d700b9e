package io.fermata.policies.retention;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The current tenant's setting, or the default, which the database knows. */
@Repository
@Transactional(readOnly = true)
class Retentions {
    private final JdbcClient database;

    Retentions(JdbcClient database) {
        this.database = database;
    }

    public Retention current() {
        return new Retention(
                database.sql("SELECT coalesce(max(hot_days), default_audit_hot_days()) FROM audit_retention")
                        .query(Integer.class)
                        .single());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(Retention retention, String by, Instant at) {
        database.sql("""
                        INSERT INTO audit_retention (tenant_id, hot_days, changed_by, changed_at)
                        VALUES (app_tenant(), :days, :by, :at)
                        ON CONFLICT (tenant_id) DO UPDATE
                        SET hot_days = excluded.hot_days, changed_by = excluded.changed_by,
                            changed_at = excluded.changed_at
                        """)
                .param("days", retention.hotDays())
                .param("by", by)
                .param("at", Timestamp.from(at))
                .update();
    }
}
