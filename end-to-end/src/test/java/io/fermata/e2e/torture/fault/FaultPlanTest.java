package io.fermata.e2e.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.torture.fault.Disturbance.Freeze;
import io.fermata.e2e.torture.fault.Disturbance.Kill;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {
    private static final Duration OVER = Duration.ofMinutes(2);

    @Test
    void isToldByItsSeed() {
        assertThat(FaultPlan.of(7, 40, OVER)).isEqualTo(FaultPlan.of(7, 40, OVER));
        assertThat(FaultPlan.of(7, 40, OVER)).isNotEqualTo(FaultPlan.of(8, 40, OVER));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 30, 200})
    void hasAsManyBlowsAsWereAskedForInTheTimeGiven(int faults) {
        FaultPlan plan = FaultPlan.of(1, faults, OVER);

        assertThat(plan.blows())
                .hasSize(faults)
                .extracting(FaultPlan.Blow::after)
                .isSorted();
        assertThat(plan.blows().getLast().after()).isLessThan(OVER);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neverLacksWhatMakesARunWorthSomething(long seed) {
        assertThat(FaultPlan.of(seed, 30, OVER).blows())
                .extracting(FaultPlan.Blow::disturbance)
                .anyMatch(blow -> blow instanceof Kill(String process) && process.startsWith("run-executor"))
                .anyMatch(blow -> blow instanceof Freeze(String process, var _) && process.startsWith("run-executor"))
                .contains(new Kill("postgres"), new Kill("kafka"));
    }
}
