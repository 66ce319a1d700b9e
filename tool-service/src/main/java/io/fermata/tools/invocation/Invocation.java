package io.fermata.tools.invocation;

import io.fermata.starter.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to call a tool.
 *
 * @param argumentsJson the exact text the effect is bound to
 * @param allowedTools the agent's tools; null when a person calls for themselves
 */
public record Invocation(
        EffectKey effectKey,
        Origin origin,
        String tool,
        int toolVersion,
        String argumentsJson,
        String argumentsSha256,
        @Nullable List<String> allowedTools) {
    /** Which step of which run asks; all null when a person tries a tool. */
    public record Origin(
            @Nullable String runId,
            @Nullable String stepId,
            @Nullable String agentId,
            @Nullable Integer agentVersion) {
        public static final Origin PERSON = new Origin(null, null, null, null);
    }

    public Invocation(
            EffectKey effectKey,
            Origin origin,
            String tool,
            int toolVersion,
            String argumentsJson,
            @Nullable List<String> allowedTools) {
        this(effectKey, origin, tool, toolVersion, argumentsJson, Json.sha256(argumentsJson), allowedTools);
    }

    boolean isPersonal() {
        return allowedTools == null;
    }

    boolean allowed() {
        return allowedTools == null || allowedTools.contains(tool);
    }
}
