package io.fermata.contracts.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One stored step of a run.
 *
 * @param sequence 1, 2, 3 … within the run, without a gap
 * @param type one of {@link StepType}
 * @param costUsd US dollars, six decimals
 */
public record StepEmitted(
        String runId,
        String stepId,
        long sequence,
        String type,
        JsonNode input,
        JsonNode output,
        long promptTokens,
        long completionTokens,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd,
        long latencyMs,
        Instant createdAt) {
    public StepEmitted {
        costUsd = Money.usd(costUsd);
    }
}
