package io.fermata.starter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DuplicateKeyException;
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

    @Test
    void aProblemIsTransientWhenItSaysSo() {
        assertThat(Failures.isTransient(ProblemException.of(Problems.UNAVAILABLE, "x")))
                .isTrue();
        assertThat(Failures.isTransient(ProblemException.of(Problems.CONFLICT, "x")))
                .isFalse();
    }

    @Test
    void whatTheRecordItselfCausesIsNot() {
        assertThat(Failures.isTransient(new DuplicateKeyException("x"))).isFalse();
        assertThat(Failures.isTransient(new SQLException("not null", "23502"))).isFalse();
        assertThat(Failures.isTransient(new IllegalArgumentException("x"))).isFalse();
    }
}
