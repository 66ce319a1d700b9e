package io.fermata.registry.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.rules.Violations;
import io.fermata.starter.problem.FieldProblem;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRulesTest {
    private final ConfigRules rules =
            new ConfigRules(schema -> List.of(new OutputSchemaCheck.Flaw("/type", "is no type")));

    @Test
    void nothingIsWrongWithTheDefaults() {
        assertThat(pointers(Configs.plain())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"openai/gpt-4o-mini", "anthropic/claude-sonnet-4-5", "ollama/llama3.1:8b", "azure/team/gpt"})
    void aModelIsProviderSlashModel(String model) {
        assertThat(pointers(Configs.withModel(model))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gpt-4o", "/gpt", "openai/", "OpenAI/gpt", "open ai/gpt", "openai/gpt 4"})
    void otherFormsOfModelAreRefused(String model) {
        assertThat(pointers(Configs.withModel(model))).containsExactly("/config/model");
    }

    @Test
    void everythingThatIsWrongIsReportedAtOnceAndInItsPlace() {
        AgentConfig config = new AgentConfig(
                "openai/gpt",
                List.of("openai/gpt"),
                2.1,
                0,
                "x".repeat(ConfigRules.LONGEST_PROMPT + 1),
                List.of("http.get", "not a name", "http.get"),
                List.of("documents"),
                new Guardrails(0, 1001, new BigDecimal("0.0000001"), 86_401, List.of(""), List.of("a b")),
                new Memory("elephant", 0, 1001),
                Map.of("type", "elephant"),
                List.of("agt_1"));

        assertThat(pointers(config))
                .containsExactly(
                        "/config/fallback_models/0",
                        "/config/temperature",
                        "/config/max_tokens",
                        "/config/system_prompt",
                        "/config/tools/1",
                        "/config/tools/2",
                        "/config/knowledge_bases/0",
                        "/config/handoffs/0",
                        "/config/guardrails/max_steps",
                        "/config/guardrails/max_tool_calls",
                        "/config/guardrails/max_cost_usd",
                        "/config/guardrails/max_cost_usd",
                        "/config/guardrails/timeout_seconds",
                        "/config/guardrails/require_approval_for/0",
                        "/config/guardrails/forbidden_actions/0",
                        "/config/memory/type",
                        "/config/memory/max_messages",
                        "/config/memory/summarize_after",
                        "/config/output_schema/type");
    }

    @Test
    void theSameAmountInAnotherFormIsTheSameConfiguration() {
        assertThat(guardrails("1.0")).isEqualTo(guardrails("1.00")).isEqualTo(Guardrails.DEFAULT);
    }

    private static Guardrails guardrails(String amount) {
        return new Guardrails(20, 40, new BigDecimal(amount), 900, List.of(), List.of());
    }

    private List<String> pointers(AgentConfig config) {
        Violations violations = new Violations();
        rules.check(config, "/config", violations);
        return violations.all().stream().map(FieldProblem::pointer).toList();
    }
}
