package io.fermata.starter.outbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Inserts rows as one statement with one VALUES group per row. Each number of rows is its own text, so that the driver
 * keeps a prepared statement for each: one round trip, no parsing, no array escaping.
 */
final class OutboxInsert {
    static final int MAX_ROWS = 64;

    private static final int COLUMNS = 7;
    private static final List<String> STATEMENTS =
            IntStream.rangeClosed(1, MAX_ROWS).mapToObj(OutboxInsert::statement).toList();

    private OutboxInsert() {}

    static void insert(JdbcTemplate database, List<OutboxRow> rows) {
        for (int from = 0; from < rows.size(); from += MAX_ROWS) {
            List<OutboxRow> part = rows.subList(from, Math.min(rows.size(), from + MAX_ROWS));
            database.update(STATEMENTS.get(part.size() - 1), statement -> fill(statement, part));
        }
    }

    private static String statement(int rows) {
        return "INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload) VALUES (?, ?, ?, ?, ?, ?::jsonb, ?)"
                + ", (?, ?, ?, ?, ?, ?::jsonb, ?)".repeat(rows - 1);
    }

    private static void fill(PreparedStatement statement, List<OutboxRow> rows) throws SQLException {
        for (int i = 0; i < rows.size(); i++) {
            fill(statement, i * COLUMNS, rows.get(i));
        }
    }

    private static void fill(PreparedStatement statement, int before, OutboxRow row) throws SQLException {
        statement.setObject(before + 1, row.id());
        statement.setString(before + 2, row.topic());
        statement.setString(before + 3, row.key());
        statement.setString(before + 4, row.type());
        statement.setString(before + 5, row.tenant().value());
        statement.setString(before + 6, row.headers());
        statement.setString(before + 7, row.payload());
    }
}
