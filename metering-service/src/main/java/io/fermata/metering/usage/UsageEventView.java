package io.fermata.metering.usage;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A usage event as callers see it. */
record UsageEventView(
        String id,
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
        long totalTokens,
        long quantity,
        String unit,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd,
        Instant occurredAt) {

    static UsageEventView of(UsageEvent event) {
        return new UsageEventView(
                event.id(),
                event.kind(),
                event.runId(),
                event.stepId(),
                event.agentId(),
                event.agentVersion(),
                event.provider(),
                event.model(),
                event.tool(),
                event.attempt(),
                event.outcome(),
                event.promptTokens(),
                event.completionTokens(),
                event.promptTokens() + event.completionTokens(),
                event.quantity(),
                event.unit(),
                Money.usd(event.costUsd()),
                event.occurredAt());
    }
}
