package io.fermata.tools.invocation;

import io.fermata.tools.invocation.Outcome.State;
import io.fermata.tools.invocation.ToolError.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads rows of the ledger's table. */
final class LedgerRows {
    private LedgerRows() {}

    static LedgerEntry entry(ResultSet row, int ignored) throws SQLException {
        Claim claim = new Claim(text(row, "id"), new EffectKey(text(row, "effect_key")), row.getInt("epoch"));
        return new LedgerEntry(
                claim,
                text(row, "tool"),
                row.getInt("tool_version"),
                text(row, "arguments_sha256"),
                row.getBoolean("held"),
                outcome(row));
    }

    static @Nullable Outcome outcome(ResultSet row) throws SQLException {
        State state = state(text(row, "state"));
        return state == null
                ? null
                : new Outcome(
                        state, row.getString("output"), error(row), row.getInt("attempts"), row.getLong("latency_ms"));
    }

    static @Nullable ToolError error(ResultSet row) throws SQLException {
        String code = row.getString("error_code");
        return code == null ? null : ToolError.of(Code.valueOf(code), text(row, "error_message"));
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
