package io.fermata.executor.run;

import io.fermata.executor.machine.RunError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How a row of {@code runs} becomes a {@link Run}. */
@Component
public final class RunRows {

    /** The columns that {@link #read} needs. */
    public static final String COLUMNS = """
            id, tenant_id, agent_id, agent_version, session_id, runner, status, waiting_reason, version, input, output,
            error_code, error_message,
            metadata, trigger_source, triggered_by, traceparent, llm_provider, llm_model, prompt_tokens, completion_tokens,
            cost_usd, steps_executed, created_at, started_at, completed_at, wake_at, parked_ms
            """;

    private final RunPayloads payloads;

    RunRows(RunPayloads payloads) {
        this.payloads = payloads;
    }

    public Run read(ResultSet rs, int row) throws SQLException {
        String id = rs.getString("id");
        return new Run(
                id,
                rs.getString("tenant_id"),
                rs.getString("agent_id"),
                rs.getInt("agent_version"),
                rs.getString("session_id"),
                Runner.of(rs.getString("runner")),
                Status.of(rs.getString("status")),
                rs.getString("waiting_reason"),
                rs.getLong("version"),
                payloads.input().open(id, rs.getString("input")),
                payloads.output().openIfPresent(id, rs.getString("output")),
                error(id, rs),
                payloads.metadata().open(id, rs.getString("metadata")),
                rs.getString("trigger_source"),
                rs.getString("triggered_by"),
                rs.getString("traceparent"),
                model(rs),
                new Totals(
                        rs.getLong("prompt_tokens"),
                        rs.getLong("completion_tokens"),
                        rs.getBigDecimal("cost_usd"),
                        rs.getInt("steps_executed")),
                instant(rs, "created_at"),
                findInstant(rs, "started_at"),
                findInstant(rs, "completed_at"),
                findInstant(rs, "wake_at"),
                rs.getLong("parked_ms"));
    }

    private @Nullable RunError error(String id, ResultSet rs) throws SQLException {
        String code = rs.getString("error_code");
        return code == null
                ? null
                : new RunError(RunError.Code.of(code), payloads.error().open(id, rs.getString("error_message")));
    }

    private static @Nullable String model(ResultSet rs) throws SQLException {
        String provider = rs.getString("llm_provider");
        return provider == null ? null : provider + "/" + rs.getString("llm_model");
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant findInstant(ResultSet rs, String column) throws SQLException {
        OffsetDateTime time = rs.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
