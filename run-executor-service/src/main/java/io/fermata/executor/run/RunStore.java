package io.fermata.executor.run;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Creates and finds runs; only the journal changes them. */
@Repository
public class RunStore {

    private final JdbcClient jdbc;
    private final RunRows rows;
    private final StepRows stepRows;
    private final RunPayloads payloads;

    RunStore(JdbcClient jdbc, RunRows rows, StepRows stepRows, RunPayloads payloads) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.stepRows = stepRows;
        this.payloads = payloads;
    }

    /** What a list of runs can be narrowed to; null takes everything. */
    public record Filter(
            @Nullable String agentId,
            @Nullable String status,
            @Nullable String sessionId,
            @Nullable Instant createdAfter,
            @Nullable Instant createdBefore) {}

    /** Puts a run on record; false when its id is taken, by this very request or by somebody else's run. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean create(Run run) {
        return jdbc.sql("""
                INSERT INTO runs (id, tenant_id, agent_id, agent_version, session_id, runner, status, version, input,
                                  metadata, trigger_source, triggered_by, traceparent, waiting_reason, created_at, started_at,
                                  wake_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                """)
                        .params(
                                run.id(),
                                run.tenant(),
                                run.agentId(),
                                run.agentVersion(),
                                run.sessionId(),
                                run.runner().wire(),
                                run.status().wire(),
                                run.version(),
                                payloads.input().seal(run.id(), run.inputJson()),
                                payloads.metadata().seal(run.id(), run.metadataJson()),
                                run.triggerSource())
                        .param(run.triggeredBy())
                        .param(run.traceparent())
                        .param(run.waitingReason())
                        .param(time(run.createdAt()))
                        .param(time(run.startedAt()))
                        .param(time(run.wakeAt()))
                        .update()
                == 1;
    }

    /** For a run that is over before it began. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void createFailed(Run run) {
        if (create(run) && run.error() != null) {
            jdbc.sql("UPDATE runs SET error_code = ?, error_message = ?, completed_at = ? WHERE id = ?")
                    .params(
                            run.error().code().wire(),
                            payloads.error().seal(run.id(), run.error().message()),
                            run.createdAt().atOffset(ZoneOffset.UTC),
                            run.id())
                    .update();
        }
    }

    @Transactional(readOnly = true)
    public Optional<Run> find(String id) {
        return jdbc.sql("SELECT " + RunRows.COLUMNS + " FROM runs WHERE id = ?")
                .params(id)
                .query(rows::read)
                .optional();
    }

    /** Newest first. */
    @Transactional(readOnly = true)
    public List<Run> list(Filter filter, int most, @Nullable RunPlace before) {
        StringBuilder where = new StringBuilder("tenant_id = ?");
        List<Object> values = new ArrayList<>(List.of(Tenants.current().value()));
        narrow(where, values, "agent_id = ?", filter.agentId());
        narrow(where, values, "status = ?", filter.status());
        narrow(where, values, "session_id = ?", filter.sessionId());
        narrow(where, values, "created_at > ?", time(filter.createdAfter()));
        narrow(where, values, "created_at < ?", time(filter.createdBefore()));
        if (before != null) {
            where.append(" AND (created_at, id) < (?, ?)");
            values.add(before.createdAt().atOffset(ZoneOffset.UTC));
            values.add(before.id());
        }
        values.add(most);
        return jdbc.sql("SELECT " + RunRows.COLUMNS + " FROM runs WHERE " + where
                        + " ORDER BY created_at DESC, id DESC LIMIT ?")
                .params(values)
                .query(rows::read)
                .list();
    }

    /** How many runs of each tenant wait to begin. */
    public Map<TenantId, Integer> queuedByTenant() {
        Map<TenantId, Integer> queued = new HashMap<>();
        Tenants.housekeeping(() -> jdbc.sql("SELECT tenant_id, runs FROM queued_runs()")
                .query(rs -> {
                    queued.put(new TenantId(rs.getString(1)), rs.getInt(2));
                }));
        return queued;
    }

    /** The steps with a greater sequence than {@code after}, in order. */
    @Transactional(readOnly = true)
    public List<StepRow> stepsAfter(String runId, long after, int most) {
        return jdbc.sql("SELECT " + StepRows.COLUMNS
                        + " FROM steps WHERE run_id = ? AND sequence > ? ORDER BY sequence LIMIT ?")
                .params(runId, after, most)
                .query(stepRows::read)
                .list();
    }

    /** The conditions are constants of this class; what users send is bound, never written into the text. */
    private static void narrow(StringBuilder where, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            where.append(" AND ").append(condition);
            values.add(value);
        }
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
