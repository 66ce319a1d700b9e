package io.fermata.registry.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything a run of the agent depends on. Each change of it is a new version.
 *
 * @param model {@code provider/model}; null means the platform's default
 * @param temperature null leaves it to the provider
 * @param outputSchema a JSON Schema the answer must satisfy, in the order its author wrote it
 * @param handoffs ids of agents this one may hand a conversation to
 */
public record AgentConfig(
        @Nullable String model,
        List<String> fallbackModels,
        @Nullable Double temperature,
        int maxTokens,
        @Nullable String systemPrompt,
        List<String> tools,
        List<String> knowledgeBases,
        Guardrails guardrails,
        Memory memory,
        @Nullable Map<String, @Nullable Object> outputSchema,
        List<String> handoffs) {
    public static final int DEFAULT_MAX_TOKENS = 1024;

    public AgentConfig {
        fallbackModels = List.copyOf(fallbackModels);
        tools = List.copyOf(tools);
        knowledgeBases = List.copyOf(knowledgeBases);
        handoffs = List.copyOf(handoffs);
        // Not Map.copyOf: models fill a schema's properties in the order they are written.
        outputSchema = outputSchema == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(outputSchema));
    }

    public AgentConfig withTools(List<String> changed) {
        return new AgentConfig(
                model,
                fallbackModels,
                temperature,
                maxTokens,
                systemPrompt,
                changed,
                knowledgeBases,
                guardrails,
                memory,
                outputSchema,
                handoffs);
    }
}
