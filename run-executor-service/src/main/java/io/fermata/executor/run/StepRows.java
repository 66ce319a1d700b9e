package io.fermata.executor.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.stereotype.Component;

/** How a row of {@code steps} becomes a {@link StepRow}. */
@Component
public final class StepRows {

    /** The columns that {@link #read} needs. */
    public static final String COLUMNS = """
            run_id, sequence, id, type, input, output, prompt_tokens, completion_tokens, cost_usd, latency_ms, created_at
            """;

    private final RunPayloads payloads;

    StepRows(RunPayloads payloads) {
        this.payloads = payloads;
    }

    public StepRow read(ResultSet rs, int row) throws SQLException {
        String runId = rs.getString("run_id");
        long sequence = rs.getLong("sequence");
        String name = RunPayloads.step(runId, sequence);
        return new StepRow(
                runId,
                sequence,
                rs.getString("id"),
                rs.getString("type"),
                payloads.stepInput().open(name, rs.getString("input")),
                payloads.stepOutput().open(name, rs.getString("output")),
                rs.getLong("prompt_tokens"),
                rs.getLong("completion_tokens"),
                rs.getBigDecimal("cost_usd"),
                rs.getLong("latency_ms"),
                RunRows.instant(rs, "created_at"));
    }
}
