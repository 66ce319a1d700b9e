package io.fermata.executor.machine;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Set;

/**
 * The limits of one run. Each is checked before the effect that would pass it.
 *
 * @param maxSteps model turns, not stored steps
 * @param timeout active time: hours spent waiting for a person do not count
 */
public record Guardrails(
        int maxSteps,
        int maxToolCalls,
        BigDecimal maxCostUsd,
        Duration timeout,
        Set<String> requireApprovalFor,
        Set<String> forbiddenActions) {

    /** A turn that may write fewer tokens than this is not worth making. */
    static final int LEAST_USEFUL_TOKENS = 16;

    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    boolean forbids(ToolDefinition tool) {
        return forbiddenActions.stream().anyMatch(tool::isNamedBy);
    }

    boolean wantsApprovalFor(ToolDefinition tool) {
        return tool.requiresApproval() || requireApprovalFor.stream().anyMatch(tool::isNamedBy);
    }

    /**
     * How many tokens the model may write so that even the dearest answer stays within the budget.
     *
     * @return at most {@code wanted}; zero when not even the prompt can be paid
     */
    int affordableTokens(BigDecimal spent, Price price, long promptTokens, int wanted) {
        BigDecimal left = maxCostUsd.subtract(spent).subtract(price.ofPrompt(promptTokens));
        if (left.signum() < 0) {
            return 0;
        }
        if (price.completionPerMillion().signum() == 0) {
            return wanted;
        }
        BigDecimal tokens = left.multiply(MILLION).divide(price.completionPerMillion(), 0, RoundingMode.FLOOR);
        return tokens.min(BigDecimal.valueOf(wanted)).intValue();
    }
}
