package io.fermata.registry.draft;

import static io.fermata.registry.draft.Given.list;
import static io.fermata.registry.draft.Given.or;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.config.Guardrails;
import io.fermata.registry.config.Memory;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code config} member of a body. Everything may be left out. */
public record ConfigRequest(
        @Nullable String model,
        @Nullable List<@Nullable String> fallbackModels,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        @Nullable String systemPrompt,
        @Nullable List<@Nullable String> tools,
        @Nullable List<@Nullable String> knowledgeBases,
        @Nullable GuardrailsRequest guardrails,
        @Nullable MemoryRequest memory,
        @Nullable Map<String, @Nullable Object> outputSchema,
        @Nullable List<@Nullable String> handoffs) {
    static final ConfigRequest EMPTY =
            new ConfigRequest(null, null, null, null, null, null, null, null, null, null, null);

    public record GuardrailsRequest(
            @Nullable Integer maxSteps,
            @Nullable Integer maxToolCalls,
            @Nullable BigDecimal maxCostUsd,
            @Nullable Integer timeoutSeconds,
            @Nullable List<@Nullable String> requireApprovalFor,
            @Nullable List<@Nullable String> forbiddenActions) {
        Guardrails withDefaults() {
            Guardrails fallback = Guardrails.DEFAULT;
            return new Guardrails(
                    or(maxSteps, fallback.maxSteps()),
                    or(maxToolCalls, fallback.maxToolCalls()),
                    or(maxCostUsd, fallback.maxCostUsd()),
                    or(timeoutSeconds, fallback.timeoutSeconds()),
                    list(requireApprovalFor),
                    list(forbiddenActions));
        }
    }

    public record MemoryRequest(
            @Nullable String type,
            @Nullable Integer maxMessages,
            @Nullable Integer summarizeAfter) {
        Memory withDefaults() {
            Memory fallback = Memory.DEFAULT;
            return new Memory(
                    or(type, fallback.type()),
                    or(maxMessages, fallback.maxMessages()),
                    or(summarizeAfter, fallback.summarizeAfter()));
        }
    }

    AgentConfig withDefaults() {
        return new AgentConfig(
                model,
                list(fallbackModels),
                temperature,
                or(maxTokens, AgentConfig.DEFAULT_MAX_TOKENS),
                systemPrompt,
                list(tools),
                list(knowledgeBases),
                guardrails == null ? Guardrails.DEFAULT : guardrails.withDefaults(),
                memory == null ? Memory.DEFAULT : memory.withDefaults(),
                outputSchema,
                list(handoffs));
    }
}
