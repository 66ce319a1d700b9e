package io.fermata.starter.jdbc;

import io.fermata.starter.failpoint.Failpoints;
import io.fermata.starter.tenancy.Tenants;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A statement that is a whole transaction of the current tenant, in one round trip. What the server is sent before it is
 * asked to answer is one transaction by protocol: it hears whose it is, executes the statement and commits, and what it
 * answers is on disk. There is neither a {@code BEGIN} nor a {@code COMMIT} to wait for.
 */
public final class LoneStatement {
    // A short answer: behind one that may be long, the driver would ask the server to end the transaction first.
    private static final String SET_TENANT = "SELECT set_config('app.tenant_id', ?, true) IS NOT NULL;\n";

    private final String sql;

    /** @param sql one statement, without a semicolon */
    public LoneStatement(String sql) {
        this.sql = SET_TENANT + sql;
    }

    /**
     * The rows it gives, committed.
     *
     * @throws io.fermata.starter.tenancy.TenantMissingException when no tenant is bound
     * @throws IllegalTransactionStateException when a transaction is open: it could still be rolled back
     */
    public <T> List<T> query(JdbcTemplate database, RowMapper<T> mapper, Object... parameters) {
        return execute(database, parameters, prepared -> rows(prepared, mapper));
    }

    /** The number of rows it changed, committed; otherwise like {@link #query}. */
    public int update(JdbcTemplate database, Object... parameters) {
        return execute(database, parameters, PreparedStatement::getUpdateCount);
    }

    private <T> T execute(JdbcTemplate database, Object[] parameters, PreparedStatementCallback<T> result) {
        String tenant = Tenants.current().value();
        requireNoTransaction();
        Failpoints.pass(Failpoints.COMMIT_BEFORE);
        T answer = Objects.requireNonNull(database.execute(sql, (PreparedStatementCallback<T>) prepared -> {
            requireAutoCommit(prepared);
            bind(prepared, tenant, parameters);
            prepared.execute();
            prepared.getMoreResults();
            return result.doInPreparedStatement(prepared);
        }));
        Failpoints.pass(Failpoints.COMMIT_AFTER);
        return answer;
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("a lone statement is its own transaction, and one is open");
        }
    }

    /** Without it the pool would roll back what the caller is told is committed. */
    private static void requireAutoCommit(PreparedStatement prepared) throws SQLException {
        if (!prepared.getConnection().getAutoCommit()) {
            throw new IllegalTransactionStateException("a lone statement needs connections that commit by themselves");
        }
    }

    private static void bind(PreparedStatement prepared, String tenant, Object[] parameters) throws SQLException {
        prepared.setString(1, tenant);
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 2, parameters[i]);
        }
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
