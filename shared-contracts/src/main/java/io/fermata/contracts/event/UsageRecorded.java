package io.fermata.contracts.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a model or tool call used. Exactly one per finished attempt; it is never changed.
 *
 * @param kind one of {@link UsageKind}
 * @param attempt 1 for the first
 * @param outcome one of {@link UsageOutcome}
 * @param unit what {@code quantity} counts: tokens or calls
 * @param costUsd US dollars, six decimals
 */
public record UsageRecorded(
        String usageId,
        String kind,
        @Nullable String runId,
        @Nullable String stepId,
        @Nullable String agentId,
        @Nullable Integer agentVersion,
        @Nullable String provider,
        @Nullable String model,
        @Nullable String tool,
        int attempt,
        String outcome,
        long promptTokens,
        long completionTokens,
        long quantity,
        String unit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd,
        Instant occurredAt) {
    public UsageRecorded {
        costUsd = Money.usd(costUsd);
    }
}
