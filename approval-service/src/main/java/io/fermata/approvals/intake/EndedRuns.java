package io.fermata.approvals.intake;

import io.fermata.starter.tenancy.Tenants;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Remembers runs that ended without success. */
@Component
class EndedRuns {
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(:tenant || '/' || :run, 0))";
    private static final String CONTAINS =
            "SELECT EXISTS (SELECT 1 FROM ended_runs WHERE tenant_id = :tenant AND run_id = :run)";
    private static final String ADD =
            "INSERT INTO ended_runs (tenant_id, run_id) VALUES (:tenant, :run) ON CONFLICT DO NOTHING";

    private final JdbcClient database;

    EndedRuns(JdbcClient database) {
        this.database = database;
    }

    /** Until commit, one run's end and its requests wait for each other: neither can miss what the other writes. */
    void lock(String runId) {
        sql(LOCK, runId).query((_, _) -> true).single();
    }

    boolean contains(String runId) {
        return sql(CONTAINS, runId).query(Boolean.class).single();
    }

    void add(String runId) {
        sql(ADD, runId).update();
    }

    private JdbcClient.StatementSpec sql(String sql, String runId) {
        return database.sql(sql).param("tenant", Tenants.current().value()).param("run", runId);
    }
}
