package io.fermata.metering.usage;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt at a model or tool call used.
 *
 * @param kind model_call or tool_call
 * @param outcome done, failed, or unknown when nobody can tell
 * @param quantity in {@code unit}: tokens or calls
 * @param costUsd US dollars, six decimals
 */
public record UsageEvent(
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
        long quantity,
        String unit,
        BigDecimal costUsd,
        Instant occurredAt) {}
