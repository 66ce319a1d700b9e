package io.fermata.starter.kafka;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.KeysUnavailableException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells trouble that passes by itself from trouble that stays with the record. */
public final class Failures {
    // Connection exceptions, transaction rollback, insufficient resources, operator intervention.
    private static final Set<String> PASSING_SQL_CLASSES = Set.of("08", "40", "53", "57");

    private Failures() {}

    /** Whether the cause, or what lies beneath it, passes without the record or the code being changed. */
    public static boolean isTransient(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (passes(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable failure) {
        return switch (failure) {
            case TransientDataAccessException _, RecoverableDataAccessException _ -> true;
            case DataAccessResourceFailureException _, NonTransientDataAccessResourceException _ -> true;
            case CannotCreateTransactionException _, RetriableException _ -> true;
            case SQLTransientException _, SQLRecoverableException _ -> true;
            // Without a state it is the pool that speaks: the connection was closed under the transaction.
            case SQLException sql -> sql.getSQLState() == null || passes(sql.getSQLState());
            case KeysUnavailableException _ -> true;
            case ProblemException problem -> problem.type().retryable();
            default -> false;
        };
    }

    private static boolean passes(String sqlState) {
        return sqlState.length() == 5 && PASSING_SQL_CLASSES.contains(sqlState.substring(0, 2));
    }
}
