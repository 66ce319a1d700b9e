package io.fermata.starter.etag;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"\"7\"", "*", "\"6\", \"7\""})
    void acceptsTheVersionThatIsThere(String ifMatch) {
        assertThatCode(() -> ETags.requireMatch(ifMatch, 7)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"6\"", "7", "W/\"7\"", "''", "\"77\""})
    void refusesAnyOther(String ifMatch) {
        assertThatThrownBy(() -> ETags.requireMatch(ifMatch, 7)).isInstanceOf(ProblemException.class);
    }
}
