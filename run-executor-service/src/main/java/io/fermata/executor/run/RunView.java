package io.fermata.executor.run;

import io.fermata.contracts.event.RunFailure;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.model.ModelId;
import io.fermata.starter.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as the API shows it. {@code cost_usd} is US dollars with six decimals.
 *
 * @param runner {@code internal}, or {@code external} when somebody outside executes the run and reports back
 */
public record RunView(
        String id,
        String agentId,
        int agentVersion,
        String sessionId,
        String runner,
        String status,
        @Nullable String waitingReason,
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
        List<UnknownOutcome> unknownOutcomes,
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

    /**
     * A call that may or may not have taken effect. The run waits for a person to say which.
     *
     * @param stepId what the answer must name
     * @param arguments exactly what the tool was given
     */
    public record UnknownOutcome(String stepId, String tool, JsonNode arguments, Instant since) {}

    /** One that has done nothing yet. */
    public static RunView ofAccepted(Run run, Json json) {
        return of(run, List.of(), List.of(), json);
    }

    static RunView of(Run run, List<ActionTaken> actions, List<UnknownOutcome> unknown, Json json) {
        ModelId model = run.model() == null ? null : ModelId.parse(run.model());
        Totals totals = run.totals();
        return new RunView(
                run.id(),
                run.agentId(),
                run.agentVersion(),
                run.sessionId(),
                run.runner().wire(),
                run.status().wire(),
                run.waitingReason(),
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
                unknown,
                run.createdAt(),
                run.startedAt(),
                run.completedAt());
    }

    private static @Nullable RunFailure failure(@Nullable RunError error) {
        return error == null ? null : new RunFailure(error.code().wire(), error.message(), error.retryable());
    }
}
