package io.fermata.approvals.stream;

import io.fermata.approvals.approval.ApprovalRows;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a tenant's changes in their order. What is held never changes; what became of it comes from the change. */
@Component
class ChangeFeed {
    private static final String AFTER = """
            SELECT a.id, a.run_id, a.step_id, a.agent_id, a.agent_version, a.agent_name, a.tool, a.tool_version,
                a.arguments_json, a.arguments_sha256, a.risk_level, a.approvers, a.quorum, a.reason, a.requested_by,
                a.requested_at, a.expires_at, a.version,
                c.sequence, c.status, c.approved_by, c.decided_by, c.decided_at, c.notes
            FROM approval_changes c JOIN approvals a ON a.tenant_id = c.tenant_id AND a.id = c.approval_id
            WHERE c.tenant_id = :tenant AND c.sequence > :seen
            ORDER BY c.sequence LIMIT :atMost
            """;
    private static final String LAST =
            "SELECT coalesce(max(last), 0) FROM approval_sequences WHERE tenant_id = :tenant";

    private final JdbcClient database;
    private final ApprovalRows rows;

    ChangeFeed(JdbcClient database, ApprovalRows rows) {
        this.database = database;
        this.rows = rows;
    }

    @Transactional(readOnly = true)
    public List<Change> after(long seen, int atMost) {
        return database.sql(AFTER)
                .param("tenant", Tenants.current().value())
                .param("seen", seen)
                .param("atMost", atMost)
                .query((row, _) -> new Change(row.getLong("sequence"), rows.read(row)))
                .list();
    }

    @Transactional(readOnly = true)
    public long last() {
        return database.sql(LAST)
                .param("tenant", Tenants.current().value())
                .query(Long.class)
                .single();
    }
}
