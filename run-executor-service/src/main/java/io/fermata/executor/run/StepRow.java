package io.fermata.executor.run;

import java.math.BigDecimal;
import java.time.Instant;

/** One line of a run's log as it is stored, answered and published. Input and output are JSON text. */
public record StepRow(
        String runId,
        long sequence,
        String id,
        String type,
        String inputJson,
        String outputJson,
        long promptTokens,
        long completionTokens,
        BigDecimal costUsd,
        long latencyMillis,
        Instant createdAt) {

    StepRow with(String newInputJson, String newOutputJson) {
        return new StepRow(
                runId,
                sequence,
                id,
                type,
                newInputJson,
                newOutputJson,
                promptTokens,
                completionTokens,
                costUsd,
                latencyMillis,
                createdAt);
    }
}
