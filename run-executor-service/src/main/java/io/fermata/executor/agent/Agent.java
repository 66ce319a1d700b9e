package io.fermata.executor.agent;

import io.fermata.executor.machine.Guardrails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One version of an agent as far as running it goes.
 *
 * @param models the model to ask and its fallbacks; empty means the platform's default
 * @param historyMessages how many earlier messages of the session the model sees at most
 */
public record Agent(
        String id,
        int version,
        String name,
        String status,
        boolean deleted,
        List<String> models,
        @Nullable Double temperature,
        int maxTokens,
        String systemPrompt,
        List<String> tools,
        Guardrails guardrails,
        int historyMessages,
        @Nullable String outputSchemaJson) {

    private static final String ACTIVE = "active";

    public Agent {
        models = List.copyOf(models);
        tools = List.copyOf(tools);
    }

    public boolean isActive() {
        return !deleted && status.equals(ACTIVE);
    }
}
