package io.fermata.executor.execution;

import io.fermata.executor.machine.Step;
import io.fermata.executor.run.RunRows;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts into the database what an instance leaves there when it dies. */
final class Remains {

    private final JdbcClient jdbc;
    private final RunRows rows;
    private final TransactionTemplate transactions;
    private final StepCodec codec;
    private final TenantId tenant;

    /** With what the service writes by. */
    Remains(ApplicationContext service, TenantId tenant) {
        this.jdbc = service.getBean(JdbcClient.class);
        this.rows = service.getBean(RunRows.class);
        this.transactions = service.getBean(TransactionTemplate.class);
        this.codec = service.getBean(StepCodec.class);
        this.tenant = tenant;
    }

    /** A run in the middle of its log, leased to the given instance; with it a model call that nobody ended. */
    void leave(String run, String agent, String owner, List<Step> steps, @Nullable String attempt) {
        inTransaction(() -> {
            insertRun(run, agent, owner, steps.size());
            for (int i = 0; i < steps.size(); i++) {
                insertStep(run, i + 1, steps.get(i));
            }
            if (attempt != null) {
                insertAttempt(run, attempt);
            }
            return true;
        });
    }

    /** A run that waits for a far timer. In one transaction: between two, the service would take up what its owner left. */
    void leaveParked(String run, String agent) {
        inTransaction(() -> {
            leave(run, agent, "exe_gone", List.of(), null);
            park(run, "1 hour");
            return true;
        });
    }

    /** A run that was asked for in this trace, leased to the given instance. */
    void leaveTraced(String run, String agent, String owner, String traceparent) {
        inTransaction(() -> {
            leave(run, agent, owner, List.of(), null);
            return jdbc.sql("UPDATE runs SET traceparent = ? WHERE id = ?")
                    .params(traceparent, run)
                    .update();
        });
    }

    private void insertRun(String run, String agent, String owner, int steps) {
        jdbc.sql("""
                INSERT INTO runs (id, tenant_id, agent_id, agent_version, session_id, status, version, input,
                                  trigger_source, steps_executed, created_at, started_at, lease_owner, lease_epoch)
                VALUES (?, ?, ?, 1, 'ses_of_the_dead', 'running', 5, '{"message":"refund"}', 'api', ?, now(), now(), ?, 3)
                """).params(run, tenant.value(), agent, steps, owner).update();
    }

    private void insertStep(String run, int sequence, Step step) {
        StepCodec.Encoded encoded = codec.encode(step);
        jdbc.sql("""
                INSERT INTO steps (tenant_id, run_id, sequence, id, type, input, output, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, now())
                """)
                .params(
                        tenant.value(),
                        run,
                        sequence,
                        run + "_" + sequence,
                        encoded.type(),
                        encoded.inputJson(),
                        encoded.outputJson())
                .update();
    }

    private void insertAttempt(String run, String attempt) {
        jdbc.sql("""
                INSERT INTO model_attempts (id, tenant_id, run_id, turn, n, model, state, lease_epoch, created_at)
                VALUES (?, ?, ?, 1, 1, 'openai/gpt-4o-mini', 'INTENT', 3, now())
                """).params(attempt, tenant.value(), run).update();
    }

    /** A run whose log holds what nobody can read. */
    void leaveSpoiled(String run, String agent, String owner) {
        inTransaction(() -> {
            insertRun(run, agent, owner, 1);
            return jdbc.sql("""
                    INSERT INTO steps (tenant_id, run_id, sequence, id, type, input, output, created_at)
                    VALUES (?, ?, 1, ?, 'nonsense', '{}', '{}', now())
                    """).params(tenant.value(), run, run + "_1").update();
        });
    }

    /** A run that nobody has, and whose row cannot be opened. */
    void leaveSealed(String run, String agent, String sealed) {
        inTransaction(() -> {
            insertRun(run, agent, "exe_dead", 0);
            leaveInput(run, sealed);
            return true;
        });
    }

    void leaveInput(String run, String stored) {
        inTransaction(() -> jdbc.sql("UPDATE runs SET input = ? WHERE id = ?")
                .params(stored, run)
                .update());
    }

    /** The run waits for a timer, and nobody has it. */
    private void park(String run, String pause) {
        inTransaction(() -> jdbc.sql("""
                UPDATE runs SET status = 'waiting', waiting_reason = 'timer', lease_owner = NULL, parked_at = now(),
                                wake_at = now() + ?::interval
                 WHERE id = ?
                """).params(pause, run).update());
    }

    boolean hasTimer(String run) {
        return inTransaction(() -> jdbc.sql("SELECT wake_at IS NOT NULL AND lease_owner IS NULL FROM runs WHERE id = ?")
                .params(run)
                .query(Boolean.class)
                .single());
    }

    void pretendAlive(String instance) {
        Tenants.housekeeping(
                () -> jdbc.sql("INSERT INTO executor_instances (id, alive_until) VALUES (?, now() + interval '1 hour')")
                        .params(instance)
                        .update());
    }

    /** Gives the run to the next instance, and returns the claim as the one before still believes to hold it */
    Leases.Claimed moveTo(String next, String run) {
        return inTransaction(() -> {
            Leases.Claimed before = jdbc.sql(
                            "SELECT lease_owner, lease_epoch, " + RunRows.COLUMNS + " FROM runs WHERE id = ?")
                    .params(run)
                    .query((rs, row) -> new Leases.Claimed(
                            rows.read(rs, row), new Lease(rs.getString("lease_owner"), rs.getLong("lease_epoch"))))
                    .single();
            jdbc.sql("UPDATE runs SET lease_owner = ?, lease_epoch = lease_epoch + 1 WHERE id = ?")
                    .params(next, run)
                    .update();
            return before;
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Tenants.call(tenant, () -> transactions.execute(_ -> work.get()));
    }
}
