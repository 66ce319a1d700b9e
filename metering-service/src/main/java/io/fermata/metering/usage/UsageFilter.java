package io.fermata.metering.usage;

import org.jspecify.annotations.Nullable;

/** Which usage events a list shows; null leaves a criterion out. */
public record UsageFilter(
        @Nullable String runId,
        @Nullable String agentId,
        @Nullable String kind,
        Period period) {}
