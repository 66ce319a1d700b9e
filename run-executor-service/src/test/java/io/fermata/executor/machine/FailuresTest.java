package io.fermata.executor.machine;

import static io.fermata.executor.machine.Decisions.LOOKUP;
import static io.fermata.executor.machine.Decisions.after;
import static io.fermata.executor.machine.Decisions.failing;
import static io.fermata.executor.machine.Decisions.tools;
import static io.fermata.executor.machine.PlanBuilder.FALLBACK;
import static io.fermata.executor.machine.PlanBuilder.MODEL;
import static io.fermata.executor.machine.PlanBuilder.NOW;
import static io.fermata.executor.machine.PlanBuilder.plan;
import static io.fermata.executor.machine.Steps.fails;
import static io.fermata.executor.machine.Steps.intends;
import static io.fermata.executor.machine.Steps.returns;
import static io.fermata.executor.machine.Steps.wants;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.machine.RunError.Code;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void waitsBeforeItAsksTheSameModelAgain() {
        assertThat(after(plan(), fails(MODEL, NOW.plusSeconds(3))))
                .containsExactly(new Effect.Sleep(NOW.plusSeconds(3)));
    }

    @Test
    void asksAgainWhenTheTimeHasCome() {
        assertThat(after(plan(), fails(MODEL, NOW))).containsExactly(new Effect.CallModel(MODEL, 1_000));
    }

    @Test
    void asksTheNextModelAtOnceWhenTheFirstIsNotToBeAskedAgain() {
        assertThat(after(plan().models(MODEL, FALLBACK), fails(MODEL, null)))
                .containsExactly(new Effect.CallModel(FALLBACK, 1_000));
    }

    @Test
    void asksTheNextModelWhenTheFirstHasUsedItsAttempts() {
        PlanBuilder two = plan().models(MODEL, FALLBACK).attemptsPerModel(2);

        assertThat(after(two, fails(MODEL, NOW), fails(MODEL, NOW)))
                .containsExactly(new Effect.CallModel(FALLBACK, 1_000));
    }

    @Test
    void endsWithTheLastErrorWhenNoModelIsLeft() {
        assertThat(after(plan().attemptsPerModel(2), fails(MODEL, NOW), fails(MODEL, NOW)))
                .satisfiesExactly(failing(Code.MODEL_UNAVAILABLE));
    }

    @Test
    void givesTheFirstModelItsChanceAgainInTheNextTurn() {
        PlanBuilder two = tools().models(MODEL, FALLBACK);

        assertThat(after(two, fails(MODEL, null), wants(LOOKUP), intends(LOOKUP), returns(LOOKUP)))
                .containsExactly(new Effect.CallModel(MODEL, 1_000));
    }
}
