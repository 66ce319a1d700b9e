package io.fermata.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchOptionsTest {
    @Test
    void measuresOneSixteenAndSixtyFourRunsAtOnceByDefault() {
        assertThat(BenchOptions.of(List.of())).isEqualTo(new BenchOptions(List.of(1, 16, 64), Duration.ofSeconds(20)));
    }

    @Test
    void takesOtherLevelsAndAnotherTime() {
        assertThat(BenchOptions.of(List.of("--concurrency", "2, 8", "--seconds", "5")))
                .isEqualTo(new BenchOptions(List.of(2, 8), Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--concurrency", "--concurrency 0", "--concurrency x", "--seconds 0", "--speed 3"})
    void refusesWhatItCannotMeasure(String arguments) {
        List<String> words = List.of(arguments.split(" ", -1));

        assertThatIllegalArgumentException().isThrownBy(() -> BenchOptions.of(words));
    }
}
