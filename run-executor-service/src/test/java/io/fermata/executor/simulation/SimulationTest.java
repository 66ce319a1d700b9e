package io.fermata.executor.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.fermata.executor.machine.CallState;
import io.fermata.executor.machine.Effect;
import io.fermata.executor.machine.Step;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever happens to the platform, its promises hold; and were one not to hold, it would be seen. */
class SimulationTest {

    private static final long EVENTS = 1_000_000;
    private static final long WORLDS_TO_FIND_A_BROKEN_RULE = 1_000;

    @Test
    void keepsEveryPromiseThroughAMillionEvents() {
        Simulation simulation = new Simulation(Scenario.stormy(1));

        simulation.run(EVENTS, Long.MAX_VALUE);

        simulation.failure().ifPresent(failure -> fail(failure.report()));
        Tally tally = simulation.tally();
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(tally.faults(fault)).isPositive());
        assertThat(Stream.of("takeovers", "writes fenced", "duplicates absorbed", "unknown outcomes parked"))
                .allSatisfy(what -> assertThat(tally.of(what)).as(what).isPositive());
        assertThat(kinds()).isSubsetOf(tally.kinds());
    }

    @Test
    void keepsEveryPromiseWhereverAnExecutorDies() {
        for (long seed = 1; seed <= 8; seed++) {
            Scenario calm = Scenario.calm(seed);
            long events = World.run(calm).events();
            for (long fatal = 1; fatal <= events; fatal++) {
                dies(calm, fatal);
            }
        }
    }

    @Test
    void isDecidedByItsSeed() {
        assertThat(World.run(Scenario.stormy(7)))
                .hasToString(World.run(Scenario.stormy(7)).toString());
    }

    @ParameterizedTest
    @EnumSource(Rule.class)
    void missesARuleThatTheShellBreaks(Rule rule) {
        assertThat(brokenBy(Scenario.stormy(1).breaking(rule), WORLDS_TO_FIND_A_BROKEN_RULE))
                .isPresent();
    }

    @Test
    void canSeeEveryPromiseBroken() {
        Set<Invariant> seen = EnumSet.noneOf(Invariant.class);
        for (long seed = 1; seed <= 100 && seen.size() < Invariant.values().length; seed++) {
            for (Rule rule : Rule.values()) {
                brokenBy(Scenario.stormy(seed).breaking(rule), 1).ifPresent(seen::add);
            }
        }

        assertThat(seen).containsExactlyInAnyOrder(Invariant.values());
    }

    private static Optional<Invariant> brokenBy(Scenario scenario, long worlds) {
        Simulation simulation = new Simulation(scenario);
        simulation.run(Long.MAX_VALUE, worlds);
        return simulation.failure().map(failure -> failure.violation().invariant());
    }

    private static void dies(Scenario calm, long fatal) {
        try {
            World.run(calm, fatal);
        } catch (Violation violation) {
            fail("seed " + calm.seed() + ", death before event " + fatal, violation);
        }
    }

    private static Set<Class<?>> kinds() {
        return Set.copyOf(Stream.of(Effect.class, Effect.Ending.class, CallState.class, Step.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .filter(kind -> !kind.isSealed() && kind != CallState.Answered.class)
                .toList());
    }
}
