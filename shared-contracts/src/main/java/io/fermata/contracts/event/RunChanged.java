package io.fermata.contracts.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The whole public state of a run after a change.
 *
 * @param status one of {@link RunStatus}
 * @param version grows with every change of the run; an event with a smaller one is older
 * @param costUsd US dollars, six decimals
 */
public record RunChanged(
        String runId,
        String agentId,
        int agentVersion,
        String sessionId,
        String status,
        long version,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable RunFailure error,
        String triggerSource,
        @Nullable String triggeredBy,
        @Nullable String llmProvider,
        @Nullable String llmModel,
        long promptTokens,
        long completionTokens,
        long totalTokens,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd,
        int stepsExecuted,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {
    public RunChanged {
        output = FreeJson.orNull(output);
        costUsd = Money.usd(costUsd);
    }
}
