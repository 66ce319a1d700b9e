package io.fermata.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void givesTheSmallestValueThatTheShareReaches() {
        var times = Percentiles.of(IntStream.rangeClosed(1, 200)
                .mapToObj(Duration::ofMillis)
                .toList()
                .reversed());

        assertThat(times.millis(0.5)).isEqualTo(100);
        assertThat(times.millis(0.99)).isEqualTo(198);
        assertThat(times.millis(1)).isEqualTo(200);
        assertThat(times.millis(0)).isEqualTo(1);
    }

    @Test
    void knowsNoPercentileOfNothing() {
        assertThat(Percentiles.of(List.of()).millis(0.5)).isNaN();
    }
}
