package io.fermata.tools.invocation;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.invocation.OutcomeView.ErrorView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Lists what was called. */
@Service
class FindExecutions {
    private static final String PAGE = """
            SELECT * FROM tool_executions
            WHERE tenant_id = :tenant
              AND (:run::text IS NULL OR run_id = :run)
              AND (:tool::text IS NULL OR tool = :tool)
              AND (:state::text IS NULL OR state = :state)
              AND (:after::text IS NULL OR id < :after)
            ORDER BY id DESC LIMIT :fetch""";

    private final JdbcClient jdbc;
    private final LedgerRows rows;

    FindExecutions(JdbcClient jdbc, LedgerRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Each part null for all; {@code state} in the table's words. */
    record Filter(
            @Nullable String runId,
            @Nullable String tool,
            @Nullable String state) {}

    @Transactional(readOnly = true)
    Page<ExecutionView> page(Filter filter, PageRequest request) {
        return request.page(
                jdbc.sql(PAGE)
                        .param("tenant", Tenants.current().value())
                        .param("run", filter.runId())
                        .param("tool", filter.tool())
                        .param("state", filter.state())
                        .param("after", request.after())
                        .param("fetch", request.fetch())
                        .query(this::view)
                        .list(),
                ExecutionView::id);
    }

    private ExecutionView view(ResultSet row, int ignored) throws SQLException {
        Outcome outcome = rows.outcome(row);
        return new ExecutionView(
                text(row, "id"),
                text(row, "effect_key"),
                row.getString("run_id"),
                row.getString("step_id"),
                row.getString("agent_id"),
                row.getObject("agent_version", Integer.class),
                text(row, "tool"),
                row.getInt("tool_version"),
                text(row, "arguments_sha256"),
                StatusWords.of(outcome == null ? null : outcome.state()),
                outcome == null ? null : outcome.outputJson(),
                ErrorView.of(outcome == null ? null : outcome.error()),
                row.getInt("attempts"),
                row.getLong("latency_ms"),
                Objects.requireNonNull(instant(row, "created_at")),
                instant(row, "completed_at"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
