package io.fermata.executor.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitPreferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wait=30 | 30",
                "respond-async, wait=5 | 5",
                "wait=0 | 0",
                "wait=7;x=1 | 7",
                "wait=9999 | 50",
                "Wait=6 | 6",
                "wait=\"8\" | 8",
                "wait = 9 | 9"
            })
    void readsTheSecondsAndWaitsAMinuteAtMost(String prefer, long seconds) {
        assertThat(WaitPreference.parse(prefer)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "respond-async",
                "wait=",
                "wait=-1",
                "wait=soon",
                "await=5",
                "wait=1.5",
                "wait=99999",
                "wait=\"5"
            })
    void ignoresWhatItCannotHonour(String prefer) {
        assertThat(WaitPreference.parse(prefer)).isNull();
    }

    @Test
    void waitsForNothingWhenNobodyAsked() {
        assertThat(WaitPreference.parse(null)).isNull();
    }
}
