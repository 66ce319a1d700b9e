package io.fermata.localstack.demo;

import java.util.Map;

/** Which model the demo's agent uses: the provider named in the environment, or the scripted one that speaks as OpenAI. */
public final class DemoModel {
    private DemoModel() {}

    public static String in(Map<String, String> environment) {
        String chosen = environment.getOrDefault("FERMATA_DEMO_MODEL", "");
        if (!chosen.isBlank()) {
            return chosen;
        }
        boolean openAi = isSet(environment, "OPENAI_API_KEY") || isSet(environment, "OPENAI_BASE_URL");
        boolean anthropic = isSet(environment, "ANTHROPIC_API_KEY") || isSet(environment, "ANTHROPIC_BASE_URL");
        return anthropic && !openAi ? "anthropic/claude-sonnet-4-5" : "openai/gpt-4o-mini";
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }
}
