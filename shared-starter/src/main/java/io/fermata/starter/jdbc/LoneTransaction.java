package io.fermata.starter.jdbc;

import io.fermata.starter.failpoint.Failpoints;
import io.fermata.starter.tenancy.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A whole transaction of the current tenant in one message: it tells the server whose it is, what to execute and to commit,
 * and what it answers is on disk. There is no step of it to wait for.
 */
final class LoneTransaction {
    // A short answer: behind one that may be long, the driver would ask the server for its answer first.
    private static final String SET_TENANT = "SELECT set_config('app.tenant_id', ?, true) IS NOT NULL;\n";

    private LoneTransaction() {}

    /**
     * One statement. What comes up to the driver's Sync is one transaction by protocol; should the driver send one before the
     * statement, that would be nobody's and fail.
     *
     * @param result reads what the statement gave
     */
    static <T> T ofOne(JdbcTemplate database, String sql, List<?> parameters, PreparedStatementCallback<T> result) {
        return execute(database, SET_TENANT + sql, prepared -> {
            bind(prepared, parameters);
            prepared.execute();
            prepared.getMoreResults();
            return result.doInPreparedStatement(prepared);
        });
    }

    /** Several statements, which say themselves where they begin and end: all of them or none, whatever the driver sends. */
    static void ofSeveral(JdbcTemplate database, String statements, List<?> parameters) {
        execute(database, "BEGIN;\n" + SET_TENANT + statements + ";\nCOMMIT", prepared -> {
            bind(prepared, parameters);
            try {
                return prepared.execute();
            } catch (SQLException e) {
                rollBack(prepared.getConnection(), e);
                throw e;
            }
        });
    }

    private static <T> T execute(JdbcTemplate database, String sql, PreparedStatementCallback<T> work) {
        requireNoTransaction();
        Failpoints.pass(Failpoints.COMMIT_BEFORE);
        T answer = Objects.requireNonNull(database.execute(sql, (PreparedStatementCallback<T>) prepared -> {
            requireAutoCommit(prepared.getConnection());
            return work.doInPreparedStatement(prepared);
        }));
        Failpoints.pass(Failpoints.COMMIT_AFTER);
        return answer;
    }

    private static void bind(PreparedStatement prepared, List<?> parameters) throws SQLException {
        prepared.setString(1, Tenants.current().value());
        for (int i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 2, parameters.get(i));
        }
    }

    private static void rollBack(Connection connection, SQLException failure) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private static void requireNoTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("this is a transaction of its own, and one is open");
        }
    }

    /** Without it the pool would roll back what the caller is told is committed. */
    private static void requireAutoCommit(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            throw new IllegalTransactionStateException("this needs connections that commit by themselves");
        }
    }
}
