package io.fermata.executor.execution;

import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** News for runs, kept until the run's owner has taken it into the log: early, late and repeated news is all the same. */
@Repository
public class Signals {

    /** What somebody outside wants the run to know. */
    sealed interface Signal {
        String id();

        record Cancel(String id, String reason) implements Signal {}

        record Decided(String id, ApprovalDecided decision) implements Signal {}

        record Reconciled(String id, Reconciliation found) implements Signal {}
    }

    private record CancelPayload(@Nullable String reason, String by) {}

    private final JdbcClient jdbc;
    private final PayloadColumn payloads;
    private final Json json;
    private final Ids ids;
    private final Clock clock;

    Signals(JdbcClient jdbc, SensitivePayloads payloads, Json json, Ids ids, Clock clock) {
        this.jdbc = jdbc;
        this.payloads = payloads.column("run_signals.payload");
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Asks a run to end; false when there is no such run, or it has ended. */
    @Transactional
    public boolean cancel(String runId, @Nullable String reason, String by) {
        return put(runId, "cancel", json.write(new CancelPayload(reason, by)));
    }

    /**
     * From the bus, where a cancellation may be faster than the request for its run: kept for a run that is not there yet.
     * False when the run has ended.
     */
    @Transactional
    public boolean cancelEvenEarly(String runId, @Nullable String reason, String by) {
        return insert(
                runId,
                "cancel",
                json.write(new CancelPayload(reason, by)),
                "WHERE NOT EXISTS (SELECT 1 FROM runs WHERE id = :run AND completed_at IS NOT NULL)");
    }

    @Transactional
    public boolean decided(ApprovalDecided decision) {
        return put(decision.runId(), "approval", json.write(decision));
    }

    @Transactional
    public boolean reconciled(String runId, Reconciliation found) {
        return put(runId, "reconcile", json.write(found));
    }

    @Transactional(readOnly = true)
    public List<Signal> waiting(String runId) {
        return jdbc.sql("SELECT id, kind, payload FROM run_signals WHERE run_id = ? ORDER BY id")
                .params(runId)
                .<Signal>query((rs, _) -> read(rs.getString(1), rs.getString(2), rs.getString(3)))
                .list();
    }

    private boolean put(String runId, String kind, String payload) {
        return insert(runId, kind, payload, "FROM runs WHERE id = :run AND completed_at IS NULL");
    }

    private boolean insert(String runId, String kind, String payload, String unless) {
        String id = ids.next("sig");
        return jdbc.sql("""
                INSERT INTO run_signals (id, tenant_id, run_id, kind, payload, created_at)
                SELECT :id, :tenant, :run, :kind, :payload, :at
                """ + unless)
                        .param("id", id)
                        .param("tenant", Tenants.current().value())
                        .param("run", runId)
                        .param("kind", kind)
                        .param("payload", payloads.seal(id, payload))
                        .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    private Signal read(String id, String kind, String stored) {
        String payload = payloads.open(id, stored);
        if (kind.equals("approval")) {
            return new Signal.Decided(id, json.readTolerant(payload, ApprovalDecided.class));
        }
        if (kind.equals("reconcile")) {
            return new Signal.Reconciled(id, json.readTolerant(payload, Reconciliation.class));
        }
        CancelPayload cancel = json.readTolerant(payload, CancelPayload.class);
        return new Signal.Cancel(id, cancel.reason() == null ? "cancelled by " + cancel.by() : cancel.reason());
    }
}
