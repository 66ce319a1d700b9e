package io.fermata.starter.problem;

import io.fermata.contracts.Problems;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads SQL states, which are the same whether JDBC or JPA reported the failure. */
public final class SqlFailures {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int DEEPEST_CAUSE = 20;

    private SqlFailures() {}

    /** Whether the database could not take a value: its text, its size, its time. It will not take it the next time either. It may be our own arithmetic. */
    public static boolean isValueRefused(Throwable failure) {
        return find(failure)
                .map(SQLException::getSQLState)
                .filter(SqlFailures::isData)
                .isPresent();
    }

    static Optional<ProblemException> translate(Throwable failure) {
        return find(failure).map(SqlFailures::meaning);
    }

    private static @Nullable ProblemException meaning(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return unavailable(); // the pool's own words: the connection was closed under the transaction
        }
        if (state.equals(UNIQUE_VIOLATION)) {
            return ProblemException.conflict("There is one like it already.");
        }
        if (isData(state)) {
            return ProblemException.of(Problems.VALIDATION, "The request has a value that cannot be kept.");
        }
        return isTransient(failure, state) ? unavailable() : null;
    }

    private static ProblemException unavailable() {
        return ProblemException.of(Problems.UNAVAILABLE, "The service cannot reach its data now.");
    }

    private static boolean isData(String state) {
        return state.startsWith("22");
    }

    /** Connection trouble, resources used up, restarts and cancelled queries, deadlocks, locks not granted. */
    private static boolean isTransient(SQLException failure, String state) {
        return failure instanceof SQLTransientException
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("40")
                || state.equals("55P03");
    }

    private static Optional<SQLException> find(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof SQLException sql) {
                return Optional.of(sql);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }
}
