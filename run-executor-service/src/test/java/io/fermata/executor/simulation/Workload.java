package io.fermata.executor.simulation;

import io.fermata.executor.machine.Guardrails;
import io.fermata.executor.machine.Price;
import io.fermata.executor.machine.PriceList;
import io.fermata.executor.machine.RunPlan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is wanted of the platform: runs, and the limits of each. */
final class Workload {

    private static final List<String> MODELS = List.of("openai/first", "anthropic/second");

    private final List<Limits> limits = new ArrayList<>();

    Workload(int runs, Fate fate) {
        for (int run = 0; run < runs; run++) {
            limits.add(Limits.draw(fate));
        }
    }

    Limits limits(int run) {
        return limits.get(run);
    }

    /** @param timeoutMillis active time; a wait for people does not count */
    record Limits(int turns, int toolCalls, BigDecimal costUsd, long timeoutMillis, Price price) {

        private static final int GENEROUS = 1_000;

        static Limits draw(Fate fate) {
            return new Limits(
                    1 + fate.below(16),
                    fate.below(40),
                    new BigDecimal("0." + (100_000 + fate.below(900_000))),
                    fate.between(10_000, 600_000),
                    new Price(BigDecimal.valueOf(fate.below(60)), BigDecimal.valueOf(fate.below(400))));
        }

        RunPlan plan(long since, boolean honest) {
            Guardrails guardrails = new Guardrails(
                    honest ? turns : GENEROUS,
                    honest ? toolCalls : GENEROUS,
                    honest ? costUsd : BigDecimal.valueOf(GENEROUS),
                    Duration.ofMillis(timeoutMillis),
                    Set.of(),
                    Set.of(Tool.FORBIDDEN.name()));
            return new RunPlan(
                    MODELS,
                    200,
                    guardrails,
                    Tool.DEFINITIONS,
                    new PriceList(Map.of(MODELS.getFirst(), price, MODELS.getLast(), price), true),
                    Instant.ofEpochMilli(since + timeoutMillis),
                    3,
                    100,
                    false);
        }
    }
}
