package io.fermata.executor.run;

import io.fermata.executor.machine.ModelUsage;
import java.math.BigDecimal;

/** What a run has used so far. */
public record Totals(long promptTokens, long completionTokens, BigDecimal costUsd, int steps) {

    public static final Totals NONE = new Totals(0, 0, BigDecimal.ZERO.setScale(6), 0);

    public Totals plus(ModelUsage usage) {
        return new Totals(
                promptTokens + usage.promptTokens(),
                completionTokens + usage.completionTokens(),
                costUsd.add(usage.costUsd()),
                steps);
    }

    public Totals withSteps(int count) {
        return new Totals(promptTokens, completionTokens, costUsd, count);
    }
}
