package io.fermata.approvals.approval;

import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Appends to the order of changes that streams are read from. */
@Component
class ChangeLog {
    private static final String APPEND = """
            WITH place AS (
                INSERT INTO approval_sequences AS s (tenant_id, last) VALUES (:tenant, 1)
                ON CONFLICT (tenant_id) DO UPDATE SET last = s.last + 1
                RETURNING last
            )
            INSERT INTO approval_changes
                (tenant_id, sequence, approval_id, status, approved_by, decided_by, decided_at, notes, actor)
            SELECT :tenant, last, :id, :status, :approvedBy, :decidedBy, :decidedAt::timestamptz, :notes, :actor
            FROM place
            """;

    private final JdbcClient database;
    private final HeldTexts texts;

    ChangeLog(JdbcClient database, HeldTexts texts) {
        this.database = database;
        this.texts = texts;
    }

    void append(Approval approval, Standing standing, String actor) {
        Instant decidedAt = standing.decidedAt();
        database.sql(APPEND)
                .param("tenant", Tenants.current().value())
                .param("id", approval.id().value())
                .param("status", standing.status())
                .param("approvedBy", standing.approvedBy().toArray(String[]::new))
                .param("decidedBy", standing.decidedBy())
                .param("decidedAt", decidedAt == null ? null : decidedAt.atOffset(ZoneOffset.UTC))
                .param("notes", texts.notes().sealIfPresent(approval.id().value(), standing.notes()))
                .param("actor", actor)
                .update();
    }

    Instant now() {
        return database.sql("SELECT clock_timestamp()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
