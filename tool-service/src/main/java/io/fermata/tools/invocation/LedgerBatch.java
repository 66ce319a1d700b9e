package io.fermata.tools.invocation;

import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Many ledger lines in one statement. The text is the same for any number of lines, so the server prepares it once. */
final class LedgerBatch {
    private static final String INSERT = """
            INSERT INTO tool_executions (tenant_id, owner, id, effect_key, run_id, step_id, agent_id, agent_version,
                                         tool, tool_version, arguments_sha256, lease_until,
                                         state, error_code, error_message, completed_at)
            SELECT ?, ?, i.id, i.effect_key, i.run_id, i.step_id, i.agent_id, i.agent_version,
                   i.tool, i.tool_version, i.arguments_sha256, now() + i.lease_ms * interval '1 millisecond',
                   CASE WHEN i.error_code IS NULL THEN 'INTENT' ELSE 'FAILED' END,
                   i.error_code, i.error_message, CASE WHEN i.error_code IS NULL THEN NULL ELSE now() END
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[], ?::text[],
                        ?::bigint[], ?::text[], ?::text[], ?::boolean[])
                 AS i(id, effect_key, run_id, step_id, agent_id, agent_version, tool, tool_version, arguments_sha256,
                      lease_ms, error_code, error_message, builtin)
            WHERE i.builtin OR EXISTS (
                SELECT 1 FROM tools t
                WHERE t.tenant_id = ? AND t.name = i.tool AND t.version = i.tool_version AND NOT t.deleted)
            ON CONFLICT DO NOTHING
            RETURNING id""";

    private static final String UPDATE = """
            UPDATE tool_executions e
            SET state = c.state, output = c.output, error_code = c.error_code, error_message = c.error_message,
                attempts = c.attempts, latency_ms = c.latency_ms, completed_at = now()
            FROM unnest(?::text[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[])
                 AS c(effect_key, epoch, state, output, error_code, error_message, attempts, latency_ms)
            WHERE e.tenant_id = ? AND e.owner = ? AND e.effect_key = c.effect_key AND e.epoch = c.epoch
              AND e.state = 'INTENT'
            RETURNING e.id""";

    private LedgerBatch() {}

    /** Gives the ids of the executions that are new. */
    static List<String> insert(JdbcTemplate jdbc, String tenant, String owner, List<Open> lines) {
        return jdbc.query(
                INSERT,
                (row, _) -> Objects.requireNonNull(row.getString(1)),
                tenant,
                owner,
                texts(lines, Open::executionId),
                texts(lines, open -> open.invocation().effectKey().value()),
                texts(lines, open -> open.invocation().origin().runId()),
                texts(lines, open -> open.invocation().origin().stepId()),
                texts(lines, open -> open.invocation().origin().agentId()),
                column(lines, open -> open.invocation().origin().agentVersion(), Integer[]::new),
                texts(lines, open -> open.invocation().tool()),
                column(lines, open -> open.invocation().toolVersion(), Integer[]::new),
                texts(lines, open -> open.invocation().argumentsSha256()),
                column(lines, open -> open.lease().toMillis(), Long[]::new),
                texts(lines, open -> code(open.rejection())),
                texts(lines, open -> message(open.rejection())),
                column(lines, open -> open.tool().builtin(), Boolean[]::new),
                tenant);
    }

    /** Gives the ids of the executions that were still the claims' to end. */
    static List<String> update(JdbcTemplate jdbc, String tenant, String owner, List<Close> lines) {
        return jdbc.query(
                UPDATE,
                (row, _) -> Objects.requireNonNull(row.getString(1)),
                texts(lines, close -> close.claim().effectKey().value()),
                column(lines, close -> close.claim().epoch(), Integer[]::new),
                texts(lines, close -> close.outcome().state().stored()),
                texts(lines, close -> close.outcome().outputJson()),
                texts(lines, close -> code(close.outcome().error())),
                texts(lines, close -> message(close.outcome().error())),
                column(lines, close -> close.outcome().attempts(), Integer[]::new),
                column(lines, close -> close.outcome().latencyMillis(), Long[]::new),
                tenant,
                owner);
    }

    private static @Nullable String code(@Nullable ToolError error) {
        return error == null ? null : error.code().name();
    }

    private static @Nullable String message(@Nullable ToolError error) {
        return error == null ? null : error.message();
    }

    private static <L> Object texts(List<L> lines, Function<L, @Nullable String> value) {
        return column(lines, value, String[]::new);
    }

    private static <L, V> Object column(List<L> lines, Function<L, @Nullable V> value, IntFunction<V[]> array) {
        return lines.stream().map(value).toArray(array);
    }
}
