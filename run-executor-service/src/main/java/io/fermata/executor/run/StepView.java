package io.fermata.executor.run;

import io.fermata.starter.json.Json;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** A step as the API shows it. */
public record StepView(
        String id,
        long sequence,
        String type,
        JsonNode input,
        JsonNode output,
        long promptTokens,
        long completionTokens,
        String costUsd,
        long latencyMs,
        Instant createdAt) {

    public static StepView of(StepRow step, Json json) {
        return new StepView(
                step.id(),
                step.sequence(),
                step.type(),
                json.read(step.inputJson()),
                json.read(step.outputJson()),
                step.promptTokens(),
                step.completionTokens(),
                step.costUsd().setScale(6).toPlainString(),
                step.latencyMillis(),
                step.createdAt());
    }
}
