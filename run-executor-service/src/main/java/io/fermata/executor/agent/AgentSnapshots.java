package io.fermata.executor.agent;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.executor.machine.Guardrails;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads from the registry's snapshot what running needs. A missing limit has the default that the registry documents. */
final class AgentSnapshots {

    private static final int MAX_TOKENS = 1024;
    private static final int MAX_STEPS = 20;
    private static final int MAX_TOOL_CALLS = 40;
    private static final int TIMEOUT_SECONDS = 900;
    private static final int MAX_MESSAGES = 50;
    private static final String NO_MEMORY = "none";

    private AgentSnapshots() {}

    static Agent read(AgentChanged snapshot) {
        JsonNode config = snapshot.config();
        JsonNode temperature = config.path("temperature");
        JsonNode outputSchema = config.path("output_schema");
        return new Agent(
                snapshot.agentId(),
                snapshot.version(),
                snapshot.name(),
                snapshot.status(),
                snapshot.deleted(),
                models(config),
                temperature.isNumber() ? (Double) temperature.doubleValue() : null,
                intOr(config.path("max_tokens"), MAX_TOKENS),
                textOr(config.path("system_prompt"), ""),
                strings(config.path("tools")),
                guardrails(config.path("guardrails")),
                earlierMessages(config.path("memory")),
                outputSchema.isObject() ? outputSchema.toString() : null);
    }

    /** The message that starts the run is one of those the model may see. */
    private static int earlierMessages(JsonNode memory) {
        return NO_MEMORY.equals(memory.path("type").asString(""))
                ? 0
                : Math.max(0, intOr(memory.path("max_messages"), MAX_MESSAGES) - 1);
    }

    private static List<String> models(JsonNode config) {
        List<String> models = new ArrayList<>();
        String first = textOr(config.path("model"), null);
        if (first != null) {
            models.add(first);
        }
        models.addAll(strings(config.path("fallback_models")));
        return models;
    }

    private static Guardrails guardrails(JsonNode node) {
        JsonNode cost = node.path("max_cost_usd");
        return new Guardrails(
                intOr(node.path("max_steps"), MAX_STEPS),
                intOr(node.path("max_tool_calls"), MAX_TOOL_CALLS),
                cost.isNumber() ? cost.decimalValue() : BigDecimal.ONE,
                Duration.ofSeconds(intOr(node.path("timeout_seconds"), TIMEOUT_SECONDS)),
                Set.copyOf(strings(node.path("require_approval_for"))),
                Set.copyOf(strings(node.path("forbidden_actions"))));
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>(array.size());
        for (JsonNode value : array) {
            values.add(value.stringValue());
        }
        return values;
    }

    private static int intOr(JsonNode node, int fallback) {
        return node.isNumber() ? node.intValue() : fallback;
    }

    private static <T extends @Nullable String> T textOr(JsonNode node, T fallback) {
        @SuppressWarnings("unchecked") // A String is every T that may come here.
        T text = node.isString() ? (T) node.stringValue() : fallback;
        return text;
    }
}
