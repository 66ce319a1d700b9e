package io.fermata.starter.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Problems;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class FailuresTest {
    @ParameterizedTest
    @CsvSource({
        "23505, CONFLICT",
        "08006, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "53300, UNAVAILABLE",
        "40001, UNAVAILABLE",
        "40P01, UNAVAILABLE",
        "22021, VALIDATION",
        "22008, VALIDATION",
        "23503, INTERNAL",
        "42501, INTERNAL"
    })
    void readsTheStateOfTheDatabase(String state, Problems expected) {
        Throwable failure = new DataIntegrityViolationException("wrapped", new SQLException("secret", state));

        assertThat(Failures.translate(failure).type()).isEqualTo(expected);
        assertThat(Failures.translate(failure).detail()).doesNotContain("secret");
    }

    @Test
    void isUnavailableWhenThePoolIsExhausted() {
        Throwable failure =
                new CannotCreateTransactionException("wrapped", new SQLTransientConnectionException("pool"));

        assertThat(Failures.translate(failure).type()).isEqualTo(Problems.UNAVAILABLE);
    }

    @Test
    void isUnavailableWhenTheConnectionWasClosedUnderTheTransaction() {
        Throwable failure = new TransactionSystemException("wrapped", new SQLException("Connection is closed"));

        assertThat(Failures.translate(failure).type()).isEqualTo(Problems.UNAVAILABLE);
    }

    @ParameterizedTest
    @CsvSource({"config.maxTokens, /config/max_tokens", "lines[0].text, /lines/0/text", "lines[2], /lines/2", "'', ''"})
    void turnsJavaPathsIntoPointers(String path, String pointer) {
        assertThat(ValidationFailures.pointer(path)).isEqualTo(pointer);
    }
}
