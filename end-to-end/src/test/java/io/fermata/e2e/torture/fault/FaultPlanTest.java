package io.fermata.e2e.torture.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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
        assertThat(FaultPlan.of(7, 40, OVER, _ -> true)).isEqualTo(FaultPlan.of(7, 40, OVER, _ -> true));
        assertThat(FaultPlan.of(7, 40, OVER, _ -> true)).isNotEqualTo(FaultPlan.of(8, 40, OVER, _ -> true));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 30, 200})
    void hasAsManyBlowsAsWereAskedForInTheTimeGiven(int faults) {
        FaultPlan plan = FaultPlan.of(1, faults, OVER, _ -> true);

        assertThat(plan.blows())
                .hasSize(faults)
                .extracting(FaultPlan.Blow::after)
                .isSorted();
        assertThat(plan.blows().getLast().after()).isLessThan(OVER);
    }

    @Test
    void leavesOutWhatIsNotWanted() {
        assertThat(FaultPlan.of(1, 200, OVER, kind -> !kind.equals("outside cut model"))
                        .blows())
                .extracting(blow -> blow.disturbance().kind())
                .contains("outside delay model")
                .doesNotContain("outside cut model");
    }

    @Test
    void dealsNothingButWhatIsWanted() {
        assertThat(FaultPlan.of(1, 20, OVER, "kill run-executor-service"::equals)
                        .blows())
                .hasSize(20)
                .allMatch(blow -> blow.disturbance().kind().equals("kill run-executor-service"));
        assertThatIllegalArgumentException().isThrownBy(() -> FaultPlan.of(1, 20, OVER, "kill nobody"::equals));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void neverLacksWhatMakesARunWorthSomething(long seed) {
        assertThat(FaultPlan.of(seed, 30, OVER, _ -> true).blows())
                .extracting(FaultPlan.Blow::disturbance)
                .anyMatch(blow -> blow instanceof Kill(String process) && process.startsWith("run-executor"))
                .anyMatch(blow -> blow instanceof Freeze(String process, var _) && process.startsWith("run-executor"))
                .contains(new Kill("postgres"), new Kill("kafka"));
    }
}
