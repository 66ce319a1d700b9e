package io.fermata.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tool call is held until people decide.
 *
 * @param argumentsJson the exact text the tool will be called with
 * @param argumentsSha256 lower-case hex over the UTF-8 bytes of {@code argumentsJson}
 * @param riskLevel one of low, medium, high, critical
 * @param approvers subjects or roles that may decide; empty means everybody with the permission
 * @param quorum how many different people must approve
 */
public record ApprovalRequired(
        String approvalId,
        String runId,
        String stepId,
        String agentId,
        int agentVersion,
        String agentName,
        String tool,
        int toolVersion,
        String argumentsJson,
        String argumentsSha256,
        String riskLevel,
        List<String> approvers,
        int quorum,
        @Nullable String reason,
        @Nullable String requestedBy,
        Instant requestedAt,
        Instant expiresAt) {
    public ApprovalRequired {
        approvers = List.copyOf(approvers);
    }
}
