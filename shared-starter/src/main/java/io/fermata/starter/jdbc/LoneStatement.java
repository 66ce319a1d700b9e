package io.fermata.starter.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * A statement that is a whole transaction of the current tenant, in one round trip. None may be open. Its parameters are
 * texts, numbers, flags and arrays of them, times as text: the driver must know every type.
 */
public final class LoneStatement {
    private final String sql;

    /** @param sql one statement, without a semicolon */
    public LoneStatement(String sql) {
        this.sql = sql;
    }

    /** The rows it gives, committed. */
    public <T> List<T> query(JdbcTemplate database, RowMapper<T> mapper, Object... parameters) {
        return LoneTransaction.ofOne(database, sql, Arrays.asList(parameters), prepared -> rows(prepared, mapper));
    }

    /** The number of rows it changed, committed. */
    public int update(JdbcTemplate database, Object... parameters) {
        return LoneTransaction.ofOne(database, sql, Arrays.asList(parameters), PreparedStatement::getUpdateCount);
    }

    private static <T> List<T> rows(PreparedStatement prepared, RowMapper<T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = prepared.getResultSet()) {
            while (rows.next()) {
                found.add(mapper.mapRow(rows, found.size()));
            }
        }
        return found;
    }
}
