package io.fermata.tools.invocation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.fermata.tools.invocation.OutcomeView.ErrorView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the ledger as the API shows it. Arguments are not kept here, only their hash; the run's steps have them. */
record ExecutionView(
        String id,
        String effectKey,
        @Nullable String runId,
        @Nullable String stepId,
        @Nullable String agentId,
        @Nullable Integer agentVersion,
        String tool,
        int toolVersion,
        String argumentsSha256,
        String status,
        @JsonRawValue @Nullable String output,
        @Nullable ErrorView error,
        int attempts,
        long latencyMs,
        Instant createdAt,
        @Nullable Instant completedAt) {}
