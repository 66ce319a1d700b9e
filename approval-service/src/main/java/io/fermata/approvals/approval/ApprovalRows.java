package io.fermata.approvals.approval;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads approvals from rows that carry every column of the table. */
@Component
public final class ApprovalRows {
    private final HeldTexts texts;

    ApprovalRows(HeldTexts texts) {
        this.texts = texts;
    }

    public Approval read(ResultSet row) throws SQLException {
        ApprovalId id = new ApprovalId(row.getString("id"));
        return new Approval(
                id, call(id.value(), row), terms(row), standing(id.value(), row).state(), row.getLong("version"));
    }

    private HeldCall call(String id, ResultSet row) throws SQLException {
        return new HeldCall(
                row.getString("run_id"),
                row.getString("step_id"),
                new HeldCall.Agent(row.getString("agent_id"), row.getInt("agent_version"), row.getString("agent_name")),
                new HeldCall.Tool(row.getString("tool"), row.getInt("tool_version"), row.getString("risk_level")),
                new Arguments(
                        texts.arguments().open(id, row.getString("arguments_json")), row.getString("arguments_sha256")),
                new HeldCall.Request(
                        texts.reason().openIfPresent(id, row.getString("reason")),
                        row.getString("requested_by"),
                        at(row, "requested_at")));
    }

    private static Terms terms(ResultSet row) throws SQLException {
        return new Terms(texts(row, "approvers"), row.getInt("quorum"), at(row, "expires_at"));
    }

    private Standing standing(String id, ResultSet row) throws SQLException {
        return new Standing(
                row.getString("status"),
                texts(row, "approved_by"),
                row.getString("decided_by"),
                findAt(row, "decided_at"),
                texts.notes().openIfPresent(id, row.getString("notes")));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant findAt(ResultSet row, String column) throws SQLException {
        return row.getObject(column) == null ? null : at(row, column);
    }
}
