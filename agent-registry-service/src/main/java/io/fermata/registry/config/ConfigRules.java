package io.fermata.registry.config;

import io.fermata.registry.rules.Violations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a configuration must keep to by itself, whatever else exists. */
public final class ConfigRules {
    static final int MOST_FALLBACK_MODELS = 5;
    public static final int MOST_TOOLS = 128;
    static final int MOST_REFERENCES = 20;
    static final int LONGEST_PROMPT = 100_000;
    static final int MOST_TOKENS = 1_000_000;

    private static final int LONGEST_MODEL = 200;
    private static final Pattern MODEL = Pattern.compile("[a-z0-9][a-z0-9_-]*/[A-Za-z0-9][A-Za-z0-9._:/@-]*");
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern KNOWLEDGE_BASE = Pattern.compile("kb_[A-Za-z0-9]{1,64}");
    private static final Pattern AGENT = Pattern.compile("agt_[0-9a-f]{32}");

    private final OutputSchemaCheck schemas;

    public ConfigRules(OutputSchemaCheck schemas) {
        this.schemas = schemas;
    }

    /** Whether it has a tool's form at all. What has not need not be looked for. */
    public static boolean couldBeTool(String name) {
        return TOOL.matcher(name).matches();
    }

    public void check(AgentConfig config, String at, Violations violations) {
        models(config, at, violations);
        violations.unless(withinTwo(config.temperature()), at + "/temperature", "must be between 0 and 2");
        violations.between(at + "/max_tokens", config.maxTokens(), 1, MOST_TOKENS);
        violations.text(at + "/system_prompt", config.systemPrompt(), LONGEST_PROMPT);
        violations.items(at + "/tools", config.tools(), MOST_TOOLS, TOOL);
        violations.items(at + "/knowledge_bases", config.knowledgeBases(), MOST_REFERENCES, KNOWLEDGE_BASE);
        violations.items(at + "/handoffs", config.handoffs(), MOST_REFERENCES, AGENT);
        guardrails(config.guardrails(), at + "/guardrails", violations);
        memory(config.memory(), at + "/memory", violations);
        outputSchema(config.outputSchema(), at + "/output_schema", violations);
    }

    private static void models(AgentConfig config, String at, Violations violations) {
        String model = config.model();
        if (model != null) {
            violations.unless(MODEL.matcher(model).matches(), at + "/model", "must be provider/model");
            violations.text(at + "/model", model, LONGEST_MODEL);
        }
        List<String> fallbacks = config.fallbackModels();
        violations.items(at + "/fallback_models", fallbacks, MOST_FALLBACK_MODELS, MODEL);
        for (int i = 0; i < fallbacks.size(); i++) {
            violations.unless(
                    !fallbacks.get(i).equals(model), at + "/fallback_models/" + i, "is the model it should replace");
            violations.text(at + "/fallback_models/" + i, fallbacks.get(i), LONGEST_MODEL);
        }
    }

    private static boolean withinTwo(@Nullable Double temperature) {
        return temperature == null || (temperature >= 0 && temperature <= 2);
    }

    private static void guardrails(Guardrails guardrails, String at, Violations violations) {
        violations.between(at + "/max_steps", guardrails.maxSteps(), 1, 1000);
        violations.between(at + "/max_tool_calls", guardrails.maxToolCalls(), 0, 1000);
        violations.between(
                at + "/max_cost_usd", guardrails.maxCostUsd(), new BigDecimal("0.000001"), new BigDecimal(10_000));
        violations.unless(guardrails.maxCostUsd().scale() <= 6, at + "/max_cost_usd", "must have at most six decimals");
        violations.between(at + "/timeout_seconds", guardrails.timeoutSeconds(), 1, 86_400);
        violations.items(at + "/require_approval_for", guardrails.requireApprovalFor(), MOST_TOOLS, TOOL);
        violations.items(at + "/forbidden_actions", guardrails.forbiddenActions(), MOST_TOOLS, TOOL);
    }

    private static void memory(Memory memory, String at, Violations violations) {
        violations.oneOf(at + "/type", memory.type(), List.of(Memory.CONVERSATION, Memory.NONE));
        violations.between(at + "/max_messages", memory.maxMessages(), 1, 1000);
        violations.between(at + "/summarize_after", memory.summarizeAfter(), 1, 1000);
    }

    private void outputSchema(@Nullable Map<String, @Nullable Object> schema, String at, Violations violations) {
        if (schema != null) {
            schemas.flaws(schema).forEach(flaw -> violations.add(at + flaw.pointer(), flaw.detail()));
        }
    }
}
