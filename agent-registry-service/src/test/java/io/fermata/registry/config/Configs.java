package io.fermata.registry.config;

import java.util.List;

/** Configurations for tests. */
public final class Configs {
    private Configs() {}

    public static AgentConfig plain() {
        return withModel("openai/gpt-4o-mini");
    }

    public static AgentConfig withModel(String model) {
        return new AgentConfig(
                model,
                List.of(),
                null,
                AgentConfig.DEFAULT_MAX_TOKENS,
                null,
                List.of(),
                List.of(),
                Guardrails.DEFAULT,
                Memory.DEFAULT,
                null,
                List.of());
    }
}
