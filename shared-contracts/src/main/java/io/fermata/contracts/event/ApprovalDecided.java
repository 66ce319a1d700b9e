package io.fermata.contracts.event;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one and last word on a held call.
 *
 * @param decision one of {@link ApprovalDecision}
 * @param decidedBy the deciding subject; {@code null} when nobody did (expired, cancelled)
 * @param argumentsSha256 what was decided on: a call with other arguments is not covered
 */
public record ApprovalDecided(
        String approvalId,
        String runId,
        String stepId,
        String decision,
        @Nullable String decidedBy,
        @Nullable String notes,
        String argumentsSha256,
        Instant decidedAt) {}
