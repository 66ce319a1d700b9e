package io.fermata.policies.audit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Rows as the database hands them out. */
public final class AuditRows {
    private AuditRows() {}

    public static ChainLink link(ResultSet row, int number) throws SQLException {
        return new ChainLink(
                row.getLong("sequence"),
                event(row),
                row.getTimestamp("recorded_at").toInstant(),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    static ChainHead head(ResultSet row, int number) throws SQLException {
        return new ChainHead(
                row.getLong("sequence"),
                row.getString("hash"),
                row.getTimestamp("recorded_at").toInstant());
    }

    static ChainAnchor anchor(ResultSet row, int number) throws SQLException {
        return new ChainAnchor(
                row.getLong("first_sequence"),
                row.getLong("sequence"),
                row.getString("hash"),
                row.getString("file"),
                row.getString("file_sha256"),
                row.getTimestamp("archived_at").toInstant());
    }

    private static AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getString("id"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("resource_type"),
                row.getString("resource_id"),
                row.getString("outcome"),
                row.getString("address"),
                row.getString("user_agent"),
                row.getString("request_id"),
                words(row.getArray("policies")),
                words(row.getArray("approvals")),
                row.getString("details"),
                row.getString("source"),
                row.getTimestamp("occurred_at").toInstant());
    }

    private static List<String> words(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
