package io.fermata.registry.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/**
 * The limits a run is stopped at.
 *
 * @param maxCostUsd US dollars, at most six decimals
 * @param timeoutSeconds of the time in which the run is active; waiting for people does not count
 * @param requireApprovalFor tools, or {@link #KINDS kinds of operation}, a person must allow first
 * @param forbiddenActions tools, also such as the agent does not have, or kinds of operation
 */
public record Guardrails(
        int maxSteps,
        int maxToolCalls,
        BigDecimal maxCostUsd,
        int timeoutSeconds,
        List<String> requireApprovalFor,
        List<String> forbiddenActions) {
    public static final Guardrails DEFAULT = new Guardrails(20, 40, BigDecimal.ONE, 900, List.of(), List.of());

    /**
     * What may stand for all tools of a category. {@code delete_data} is in the public contract; no category has that name
     * yet.
     */
    public static final Set<String> KINDS = Set.of(
            "read",
            "write",
            "notify",
            "execute",
            "read_operations",
            "write_operations",
            "notify_operations",
            "execute_operations",
            "delete_data");

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
