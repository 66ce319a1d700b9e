package io.fermata.executor.execution;

import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunRows;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who may execute a run. An instance keeps all its leases alive with one row of its own; whether a lease still holds is
 * judged by the database's clock alone.
 */
@Repository
class Leases {

    private final JdbcClient jdbc;
    private final RunRows rows;
    private final long leaseMillis;
    private final String instance;
    private final RunMetrics metrics;

    Leases(JdbcClient jdbc, RunRows rows, RunExecutorProperties properties, Ids ids, RunMetrics metrics) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.leaseMillis = properties.lease().toMillis();
        this.instance = ids.next("exe");
        this.metrics = metrics;
    }

    record Claimed(Run run, Lease lease) {}

    record Waiting(TenantId tenant, String runId) {}

    /** This instance; a new one with every start of the process. */
    String instance() {
        return instance;
    }

    void heartbeat() {
        Tenants.housekeeping(() -> jdbc.sql("""
                INSERT INTO executor_instances (id, alive_until) VALUES (?, now() + ? * interval '1 millisecond')
                ON CONFLICT (id) DO UPDATE SET alive_until = excluded.alive_until
                """).params(instance, leaseMillis).update());
    }

    /** Tells the others at once that this instance is gone, so that they need not wait for its lease to run out. */
    void leave() {
        Tenants.housekeeping(() -> jdbc.sql("DELETE FROM executor_instances WHERE id = ?")
                .params(instance)
                .update());
    }

    /**
     * Takes the run if nobody alive has it, or this instance does without knowing: then the answer to an earlier claim was
     * lost. The epoch grows, which fences off whoever had it before.
     */
    @Transactional
    public Optional<Claimed> claim(String runId) {
        return jdbc.sql("""
                UPDATE runs
                   SET lease_owner = :me, lease_epoch = lease_epoch + 1, parked_at = NULL,
                       parked_ms = parked_ms
                           + coalesce(extract(epoch FROM now() - parked_at) * 1000, 0)::bigint
                  FROM (SELECT id AS before_id, lease_owner AS before_owner FROM runs WHERE id = :id) before
                 WHERE id = :id AND before_id = id AND completed_at IS NULL
                   AND (lease_owner IS NULL OR lease_owner = :me
                        OR NOT EXISTS (SELECT 1 FROM executor_instances i
                                        WHERE i.id = lease_owner AND i.alive_until > now()))
                RETURNING lease_epoch, before_owner,
                """ + RunRows.COLUMNS)
                .param("me", instance)
                .param("id", runId)
                .query((rs, row) -> {
                    if (isAnother(rs.getString("before_owner"))) {
                        metrics.takenOver();
                    }
                    return new Claimed(rows.read(rs, row), new Lease(instance, rs.getLong("lease_epoch")));
                })
                .optional();
    }

    private boolean isAnother(@Nullable String before) {
        return before != null && !before.equals(instance);
    }

    /** The run as it is on disk, if the lease still holds. */
    @Transactional(readOnly = true)
    public Optional<Claimed> reclaim(String runId, Lease lease) {
        return jdbc.sql("SELECT " + RunRows.COLUMNS
                        + " FROM runs WHERE id = ? AND lease_owner = ? AND lease_epoch = ? AND completed_at IS NULL")
                .params(runId, lease.owner(), lease.epoch())
                .query((rs, row) -> new Claimed(rows.read(rs, row), lease))
                .optional();
    }

    /** Whether an entry whose commit was interrupted got through: told by the run's version under the same epoch. */
    @Transactional(readOnly = true)
    public boolean isWritten(JournalEntry entry) {
        return jdbc.sql("SELECT count(*) FROM runs WHERE id = ? AND version = ? AND lease_epoch = ?")
                        .params(
                                entry.run().id(),
                                entry.run().version(),
                                entry.lease().epoch())
                        .query(Integer.class)
                        .single()
                == 1;
    }

    /** Gives the run back unchanged, for another instance to go on with. */
    @Transactional
    public void release(String runId, Lease lease) {
        jdbc.sql("UPDATE runs SET lease_owner = NULL WHERE id = ? AND lease_owner = ? AND lease_epoch = ?")
                .params(runId, lease.owner(), lease.epoch())
                .update();
    }

    /** Runs that somebody should execute and nobody does: orphaned, due, or with news for them. */
    List<Waiting> runnable(int most) {
        return Tenants.housekeeping(() -> jdbc.sql("SELECT tenant_id, run_id FROM runnable_runs(?)")
                .params(most)
                .query((rs, _) -> new Waiting(new TenantId(rs.getString(1)), rs.getString(2)))
                .list());
    }

    /** Runs that are leased to this instance, and that it does not execute: nobody else will either. */
    List<Waiting> strays(Collection<String> executed) {
        return Tenants.housekeeping(() -> jdbc.sql("SELECT tenant_id, run_id FROM stray_runs(?, ?)")
                .params(instance, executed.toArray(String[]::new))
                .query((rs, _) -> new Waiting(new TenantId(rs.getString(1)), rs.getString(2)))
                .list());
    }

    /** Runs of this instance that somebody on another replica left news for. */
    List<Waiting> signalled() {
        return Tenants.housekeeping(() -> jdbc.sql("SELECT tenant_id, run_id FROM signalled_runs(?)")
                .params(instance)
                .query((rs, _) -> new Waiting(new TenantId(rs.getString(1)), rs.getString(2)))
                .list());
    }
}
