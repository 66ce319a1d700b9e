package io.fermata.executor.run;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** One line of a run's log as it is stored, answered and published. Input and output are JSON text. */
public record StepRow(
        String runId,
        long sequence,
        String id,
        String type,
        String inputJson,
        String outputJson,
        long promptTokens,
        long completionTokens,
        BigDecimal costUsd,
        long latencyMillis,
        Instant createdAt) {

    /** The columns that {@link #read} needs. */
    public static final String COLUMNS = """
            run_id, sequence, id, type, input, output, prompt_tokens, completion_tokens, cost_usd, latency_ms, created_at
            """;

    public static StepRow read(ResultSet rs, int row) throws SQLException {
        return new StepRow(
                rs.getString("run_id"),
                rs.getLong("sequence"),
                rs.getString("id"),
                rs.getString("type"),
                rs.getString("input"),
                rs.getString("output"),
                rs.getLong("prompt_tokens"),
                rs.getLong("completion_tokens"),
                rs.getBigDecimal("cost_usd"),
                rs.getLong("latency_ms"),
                RunRows.instant(rs, "created_at"));
    }
}
