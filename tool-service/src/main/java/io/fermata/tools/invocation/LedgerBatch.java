package io.fermata.tools.invocation;

import io.fermata.starter.jdbc.Columns;
import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.outbox.RowEvent;
import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Ledger lines and their events as one statement, which is all there is to a commit. Its text depends on the kinds of
 * lines and not on their number, so the server prepares each of the few there are once.
 */
final class LedgerBatch {
    private static final String OPENED = """
            opened AS (
                INSERT INTO tool_executions (tenant_id, owner, id, effect_key, run_id, step_id, agent_id, agent_version,
                                             tool, tool_version, arguments_sha256, lease_until,
                                             state, error_code, error_message, completed_at)
                SELECT ?, ?, i.id, i.effect_key, i.run_id, i.step_id, i.agent_id, i.agent_version,
                       i.tool, i.tool_version, i.arguments_sha256, now() + i.lease_ms * interval '1 millisecond',
                       CASE WHEN i.error_code IS NULL THEN 'INTENT' ELSE 'FAILED' END,
                       i.error_code, i.error_message, CASE WHEN i.error_code IS NULL THEN NULL ELSE now() END
                FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[],
                            ?::text[], ?::bigint[], ?::text[], ?::text[], ?::boolean[])
                     AS i(id, effect_key, run_id, step_id, agent_id, agent_version, tool, tool_version,
                          arguments_sha256, lease_ms, error_code, error_message, builtin)
                WHERE i.builtin OR EXISTS (
                    SELECT 1 FROM tools t
                    WHERE t.tenant_id = ? AND t.name = i.tool AND t.version = i.tool_version AND NOT t.deleted)
                ON CONFLICT DO NOTHING
                RETURNING id)""";

    private static final String CLOSED = """
            closed AS (
                UPDATE tool_executions e
                SET state = c.state, output = c.output, error_code = c.error_code, error_message = c.error_message,
                    attempts = c.attempts, latency_ms = c.latency_ms, completed_at = now()
                FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
                     AS c(effect_key, epoch, state, output, error_code, error_message, attempts, latency_ms)
                WHERE e.tenant_id = ? AND e.owner = ? AND e.effect_key = c.effect_key AND e.epoch = c.epoch
                  AND e.state = 'INTENT'
                RETURNING e.id)""";

    private final String tenant;
    private final String owner;
    private final LedgerRows rows;
    private final List<String> parts = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /** @param rows how what tools said lies in the table */
    LedgerBatch(String tenant, String owner, LedgerRows rows) {
        this.tenant = tenant;
        this.owner = owner;
        this.rows = rows;
    }

    LedgerBatch open(List<Open> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        Columns<Open> columns = Columns.of(lines)
                .text(Open::executionId)
                .text(open -> open.invocation().effectKey().value())
                .text(open -> open.invocation().origin().runId())
                .text(open -> open.invocation().origin().stepId())
                .text(open -> open.invocation().origin().agentId())
                .number(open -> number(open.invocation().origin().agentVersion()))
                .text(open -> open.invocation().tool())
                .number(open -> (long) open.invocation().toolVersion())
                .text(open -> open.invocation().argumentsSha256())
                .number(open -> open.lease().toMillis())
                .text(open -> code(open.rejection()))
                .text(open -> message(open.invocation().effectKey(), open.rejection()))
                .flag(open -> open.tool().builtin());
        Collections.addAll(parameters, tenant, owner);
        Collections.addAll(parameters, columns.arrays());
        parameters.add(tenant);
        return add(OPENED, "SELECT id FROM opened");
    }

    LedgerBatch close(List<Close> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        Columns<Close> columns = Columns.of(lines)
                .text(close -> close.claim().effectKey().value())
                .number(close -> (long) close.claim().epoch())
                .text(close -> close.outcome().state().stored())
                .text(close -> rows.output()
                        .sealIfPresent(
                                close.claim().effectKey().value(),
                                close.outcome().outputJson()))
                .text(close -> code(close.outcome().error()))
                .text(close ->
                        message(close.claim().effectKey(), close.outcome().error()))
                .number(close -> (long) close.outcome().attempts())
                .number(close -> close.outcome().latencyMillis());
        Collections.addAll(parameters, columns.arrays());
        Collections.addAll(parameters, tenant, owner);
        return add(CLOSED, "SELECT id FROM closed");
    }

    /** Events of lines, each of which is told if its line is written. To be called last. */
    LedgerBatch tell(List<RowEvent> events, Outbox outbox) {
        parts.add("written AS (" + String.join(" UNION ALL ", written) + ")");
        if (!events.isEmpty()) {
            parts.add("told AS (" + Outbox.TELL_OF_WRITTEN + ")");
            Collections.addAll(parameters, outbox.ofRows(events));
        }
        return this;
    }

    /** Gives the ids of the executions that are new, and of those that were still the claims' to end. */
    List<String> write(JdbcTemplate database) {
        String sql = "WITH " + String.join(",\n", parts) + "\nSELECT id FROM written";
        return new LoneStatement(sql)
                .query(database, (row, _) -> Objects.requireNonNull(row.getString(1)), parameters.toArray());
    }

    private LedgerBatch add(String part, String ids) {
        parts.add(part);
        written.add(ids);
        return this;
    }

    private static @Nullable Long number(@Nullable Integer value) {
        return value == null ? null : value.longValue();
    }

    private static @Nullable String code(@Nullable ToolError error) {
        return error == null ? null : error.code().name();
    }

    private @Nullable String message(EffectKey key, @Nullable ToolError error) {
        return error == null ? null : rows.error().seal(key.value(), error.message());
    }
}
