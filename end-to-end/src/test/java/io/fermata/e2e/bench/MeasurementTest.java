package io.fermata.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private final Measurement tenRunsInTwoSeconds = new Measurement(
            1,
            0,
            Duration.ofSeconds(2),
            Percentiles.of(Collections.nCopies(10, Duration.ofMillis(210))),
            Map.of("executor", Duration.ofMillis(420), CpuTimes.CLIENT, Duration.ofMillis(210)));

    @Test
    void countsTwentyOneEffectsARun() {
        assertThat(tenRunsInTwoSeconds.runsPerSecond()).isEqualTo(5);
        assertThat(tenRunsInTwoSeconds.effectsPerSecond()).isEqualTo(105);
        assertThat(tenRunsInTwoSeconds.millisPerEffect()).isEqualTo(10);
    }

    @Test
    void doesNotCountTheClientAsPartOfTheStack() {
        assertThat(tenRunsInTwoSeconds.stackCpuMillisPerEffect()).isEqualTo(2);
        assertThat(tenRunsInTwoSeconds.allCpuMillisPerEffect()).isEqualTo(3);
        assertThat(tenRunsInTwoSeconds.cpuMillisPerEffect("executor")).isEqualTo(2);
    }
}
