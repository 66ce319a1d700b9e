package io.fermata.starter.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;

/** Statements that are sent together and executed one after the other. When one fails, those after it are not executed. */
public final class RoundTrip {
    private final List<String> statements = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    /**
     * Adds a statement behind those that are there.
     *
     * @param sql one statement that answers with a count or with one short row, without a semicolon
     */
    public RoundTrip add(String sql, Object... values) {
        statements.add(sql);
        parameters.addAll(List.of(values));
        return this;
    }

    /** In the open transaction; gives the rows each of them changed, in the order in which they were added. */
    public int[] execute(JdbcTemplate database) {
        if (statements.isEmpty()) {
            return new int[0];
        }
        return Objects.requireNonNull(database.execute(sql(), (PreparedStatementCallback<int[]>) this::execute));
    }

    /** As a whole transaction of the current tenant, none being open: all of it is on disk, or nothing. */
    public void commit(JdbcTemplate database) {
        LoneTransaction.ofSeveral(database, sql(), parameters);
    }

    private String sql() {
        return String.join(";\n", statements);
    }

    private int[] execute(PreparedStatement prepared) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 1, parameters.get(i));
        }
        prepared.execute();
        int[] counts = new int[statements.size()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = prepared.getUpdateCount();
            prepared.getMoreResults();
        }
        return counts;
    }
}
