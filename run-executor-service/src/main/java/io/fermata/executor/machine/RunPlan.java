package io.fermata.executor.machine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is fixed while a run is executed: the agent's version, its tools and the limits.
 *
 * @param models the agent's model and then its fallbacks, in order
 * @param deadline when the active time is used up; moves on while a run waits for a person
 * @param basePromptTokens estimate for what each turn sends besides the run's own transcript
 * @param attemptsPerModel how often one model is asked for the same turn before the next one is
 * @param external whether somebody outside does the work; then only time and cancelling end the run here
 */
public record RunPlan(
        List<String> models,
        int maxTokens,
        Guardrails guardrails,
        Map<String, ToolDefinition> tools,
        PriceList prices,
        Instant deadline,
        int attemptsPerModel,
        long basePromptTokens,
        boolean external) {

    public RunPlan {
        if (models.isEmpty()) {
            throw new IllegalArgumentException("a run needs at least one model");
        }
        models = List.copyOf(models);
        tools = Map.copyOf(tools);
    }

    public RunPlan withTools(Map<String, ToolDefinition> newTools) {
        return new RunPlan(
                models,
                maxTokens,
                guardrails,
                newTools,
                prices,
                deadline,
                attemptsPerModel,
                basePromptTokens,
                external);
    }

    /** A tool that is gone may have been any tool. */
    boolean isRepeatable(ToolCall call) {
        ToolDefinition tool = tools.get(call.tool());
        return tool != null && tool.repeatable();
    }
}
