package io.fermata.approvals.expiry;

import io.fermata.approvals.approval.ApprovalId;
import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The functions that see all tenants; see {@code V002__housekeeping.sql}. */
@Component
class Housekeeping {
    private final JdbcClient database;

    Housekeeping(JdbcClient database) {
        this.database = database;
    }

    record Overdue(TenantId tenant, ApprovalId id) {}

    @Transactional(readOnly = true)
    public List<Overdue> overdue(int atMost) {
        return database.sql("SELECT tenant_id, id FROM overdue_approvals(:atMost)")
                .param("atMost", atMost)
                .query((row, _) ->
                        new Overdue(new TenantId(row.getString("tenant_id")), new ApprovalId(row.getString("id"))))
                .list();
    }

    @Transactional(readOnly = true)
    public long pending() {
        return database.sql("SELECT count_pending_approvals()")
                .query(Long.class)
                .single();
    }

    @Transactional
    public void forgetEndedRuns() {
        database.sql("SELECT forget_ended_runs()").query(Long.class).single();
    }
}
