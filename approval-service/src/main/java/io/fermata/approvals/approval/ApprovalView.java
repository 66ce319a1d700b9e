package io.fermata.approvals.approval;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An approval as people see it.
 *
 * @param arguments written as the very text that would be executed: reading and writing it anew could round a number
 */
@Schema(name = "Approval")
public record ApprovalView(
        String id,
        String runId,
        String stepId,
        String agentId,
        int agentVersion,
        String agentName,
        String tool,
        int toolVersion,
        @JsonRawValue String arguments,
        String argumentsSha256,
        String riskLevel,
        List<String> approvers,
        int quorum,
        List<String> approvedBy,
        String status,
        @Nullable String requestedBy,
        Instant requestedAt,
        Instant expiresAt,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        @Nullable String notes,
        @Nullable String reason) {

    public static ApprovalView of(Approval approval) {
        HeldCall call = approval.call();
        Standing standing = Standing.of(approval.state());
        return new ApprovalView(
                approval.id().value(),
                call.runId(),
                call.stepId(),
                call.agent().id(),
                call.agent().version(),
                call.agent().name(),
                call.tool().name(),
                call.tool().version(),
                call.arguments().json(),
                call.arguments().sha256(),
                call.tool().riskLevel(),
                approval.terms().approvers(),
                approval.terms().quorum(),
                standing.approvedBy(),
                standing.status(),
                call.request().by(),
                call.request().at(),
                approval.terms().expiresAt(),
                standing.decidedBy(),
                standing.decidedAt(),
                standing.notes(),
                call.request().reason());
    }
}
