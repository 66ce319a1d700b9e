package io.fermata.executor.run;

import io.fermata.contracts.event.RunFailure;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.model.ModelId;
import io.fermata.starter.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A run as the API shows it. {@code cost_usd} is US dollars with six decimals. */
public record RunView(
        String id,
        String agentId,
        int agentVersion,
        String sessionId,
        String status,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable RunFailure error,
        JsonNode metadata,
        String triggerSource,
        @Nullable String triggeredBy,
        @Nullable String llmProvider,
        @Nullable String llmModel,
        long promptTokens,
        long completionTokens,
        long totalTokens,
        String costUsd,
        int stepsExecuted,
        List<ActionTaken> actionsTaken,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt) {

    /**
     * What the run did outside.
     *
     * @param action the tool
     * @param autoApproved true when nobody had to be asked
     */
    public record ActionTaken(
            String action, String target, boolean approved, boolean autoApproved, String outcome, Instant at) {}

    public static RunView of(Run run, List<ActionTaken> actions, Json json) {
        ModelId model = run.model() == null ? null : ModelId.parse(run.model());
        Totals totals = run.totals();
        return new RunView(
                run.id(),
                run.agentId(),
                run.agentVersion(),
                run.sessionId(),
                run.status().wire(),
                json.read(run.inputJson()),
                run.outputJson() == null ? null : json.read(run.outputJson()),
                failure(run.error()),
                json.read(run.metadataJson()),
                run.triggerSource(),
                run.triggeredBy(),
                model == null ? null : model.provider(),
                model == null ? null : model.name(),
                totals.promptTokens(),
                totals.completionTokens(),
                totals.promptTokens() + totals.completionTokens(),
                totals.costUsd().setScale(6).toPlainString(),
                totals.steps(),
                actions,
                run.createdAt(),
                run.startedAt(),
                run.completedAt());
    }

    private static @Nullable RunFailure failure(@Nullable RunError error) {
        return error == null ? null : new RunFailure(error.code().wire(), error.message(), error.retryable());
    }
}
