package io.fermata.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TortureOptionsTest {
    @Test
    void takesTheShortProfileUnlessTold() {
        assertThat(TortureOptions.of(List.of(), 42)).isEqualTo(new TortureOptions(300, 30, 42, Set.of(), Set.of()));
    }

    @Test
    void readsWhatIsAsked() {
        assertThat(TortureOptions.of(
                        List.of(
                                "--seed",
                                "7",
                                "--runs",
                                "2000",
                                "--faults",
                                "200",
                                "--without",
                                "none,outside cut model",
                                "--only",
                                "kill kafka"),
                        42))
                .isEqualTo(new TortureOptions(2000, 200, 7, Set.of("none", "outside cut model"), Set.of("kill kafka")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--runs", "--runs 0", "--faults many", "--speed 3"})
    void refusesWhatItDoesNotUnderstand(String arguments) {
        assertThatIllegalArgumentException().isThrownBy(() -> TortureOptions.of(List.of(arguments.split(" ")), 42));
    }
}
