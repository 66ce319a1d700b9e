package io.fermata.starter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.SqlFailures;
import io.fermata.starter.security.KeysUnavailableException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.transaction.CannotCreateTransactionException;

class FailuresTest {
    @ParameterizedTest
    @ValueSource(strings = {"08006", "40001", "53300", "57P01"})
    void databaseTroubleThatPassesIsTransient(String sqlState) {
        assertThat(Failures.isTransient(new IllegalStateException(new SQLException("away", sqlState))))
                .isTrue();
    }

    @Test
    void aMissingConnectionALockAndAnAbsentBrokerAreTransient() {
        assertThat(Failures.isTransient(new CannotCreateTransactionException("no connection")))
                .isTrue();
        assertThat(Failures.isTransient(new CannotAcquireLockException("busy"))).isTrue();
        assertThat(Failures.isTransient(new TimeoutException("no broker"))).isTrue();
    }

    /** A record that waits for its token to be checked is not to blame for an issuer that restarts. */
    @Test
    void anIssuerThatCannotBeAskedIsTransient() {
        var away =
                new KeysUnavailableException("cannot fetch the keys", new IllegalStateException("connection refused"));

        assertThat(Failures.isTransient(new ListenerExecutionFailedException("listener failed", away)))
                .isTrue();
    }

    @Test
    void aProblemIsTransientWhenItSaysSo() {
        assertThat(Failures.isTransient(ProblemException.of(Problems.UNAVAILABLE, "x")))
                .isTrue();
        assertThat(Failures.isTransient(ProblemException.of(Problems.CONFLICT, "x")))
                .isFalse();
    }

    @Test
    void aValueThatTheDatabaseCannotTakeIsRefusedForGood() {
        var refused = new DataIntegrityViolationException("x", new SQLException("invalid byte sequence", "22021"));

        assertThat(Failures.isTransient(refused)).isFalse();
        assertThat(SqlFailures.isValueRefused(new ListenerExecutionFailedException("x", refused)))
                .isTrue();
        assertThat(SqlFailures.isValueRefused(new SQLException("not null", "23502")))
                .isFalse();
        assertThat(SqlFailures.isValueRefused(new SQLException("closed"))).isFalse();
    }

    @Test
    void whatTheRecordItselfCausesIsNot() {
        assertThat(Failures.isTransient(new DuplicateKeyException("x"))).isFalse();
        assertThat(Failures.isTransient(new SQLException("not null", "23502"))).isFalse();
        assertThat(Failures.isTransient(new IllegalArgumentException("x"))).isFalse();
    }
}
