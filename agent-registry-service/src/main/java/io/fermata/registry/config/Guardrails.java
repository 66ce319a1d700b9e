package io.fermata.registry.config;

import java.math.BigDecimal;
import java.util.List;

/**
 * The limits a run is stopped at.
 *
 * @param maxCostUsd US dollars, at most six decimals
 * @param timeoutSeconds wall clock of the whole run
 * @param requireApprovalFor tools, or kinds of operation, a person must allow first
 */
public record Guardrails(
        int maxSteps,
        int maxToolCalls,
        BigDecimal maxCostUsd,
        int timeoutSeconds,
        List<String> requireApprovalFor,
        List<String> forbiddenActions) {
    public static final Guardrails DEFAULT = new Guardrails(20, 40, BigDecimal.ONE, 900, List.of(), List.of());

    private static final int SHORTEST_SCALE = 2;

    public Guardrails {
        maxCostUsd = plain(maxCostUsd);
        requireApprovalFor = List.copyOf(requireApprovalFor);
        forbiddenActions = List.copyOf(forbiddenActions);
    }

    /** One form per amount, so that 1, 1.0 and 1.00 do not look like a change. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < SHORTEST_SCALE ? stripped.setScale(SHORTEST_SCALE) : stripped;
    }
}
