package io.fermata.tools.invocation;

import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import io.fermata.tools.invocation.Outcome.State;
import io.fermata.tools.invocation.ToolError.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads rows of the ledger's table, and says how what tools said lies there. */
@Component
final class LedgerRows {
    private final PayloadColumn output;
    private final PayloadColumn error;

    LedgerRows(SensitivePayloads payloads) {
        this.output = payloads.column("tool_executions.output");
        this.error = payloads.column("tool_executions.error_message");
    }

    /** What a tool gave back. Rows go by the effect's key. */
    PayloadColumn output() {
        return output;
    }

    /** Why it gave nothing. */
    PayloadColumn error() {
        return error;
    }

    LedgerEntry entry(ResultSet row, int ignored) throws SQLException {
        Claim claim = new Claim(text(row, "id"), new EffectKey(text(row, "effect_key")), row.getInt("epoch"));
        return new LedgerEntry(
                claim,
                text(row, "tool"),
                row.getInt("tool_version"),
                text(row, "arguments_sha256"),
                row.getBoolean("held"),
                outcome(row));
    }

    @Nullable
    Outcome outcome(ResultSet row) throws SQLException {
        State state = state(text(row, "state"));
        return state == null
                ? null
                : new Outcome(
                        state,
                        output.openIfPresent(text(row, "effect_key"), row.getString("output")),
                        error(row),
                        row.getInt("attempts"),
                        row.getLong("latency_ms"));
    }

    private @Nullable ToolError error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return code == null
                ? null
                : ToolError.of(Code.valueOf(code), error.open(text(row, "effect_key"), text(row, "error_message")));
    }

    private static @Nullable State state(String stored) {
        return switch (stored) {
            case "INTENT" -> null;
            case "DONE" -> State.SUCCEEDED;
            case "FAILED" -> State.FAILED;
            case "UNKNOWN" -> State.UNKNOWN;
            default -> throw new IllegalStateException("the ledger holds an unknown state: " + stored);
        };
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }
}
