package io.fermata.executor.machine;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A plan with room for everything, until a test takes some away. */
final class PlanBuilder {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String MODEL = "openai/first";
    static final String FALLBACK = "anthropic/second";

    private List<String> models = List.of(MODEL);
    private int maxTokens = 1_000;
    private int maxSteps = 10;
    private int maxToolCalls = 20;
    private BigDecimal maxCostUsd = BigDecimal.ONE;
    private Set<String> requireApprovalFor = Set.of();
    private Set<String> forbiddenActions = Set.of();
    private Instant deadline = NOW.plus(Duration.ofMinutes(15));
    private int attemptsPerModel = 3;
    private long basePromptTokens = 100;
    private boolean external;
    private boolean unlistedIsFree = true;
    private final Map<String, ToolDefinition> tools = new HashMap<>();
    private final Map<String, Price> prices = new HashMap<>();

    static PlanBuilder plan() {
        return new PlanBuilder();
    }

    PlanBuilder models(String... names) {
        models = List.of(names);
        return this;
    }

    PlanBuilder maxTokens(int most) {
        maxTokens = most;
        return this;
    }

    PlanBuilder maxSteps(int most) {
        maxSteps = most;
        return this;
    }

    PlanBuilder maxToolCalls(int most) {
        maxToolCalls = most;
        return this;
    }

    PlanBuilder maxCostUsd(String most) {
        maxCostUsd = new BigDecimal(most);
        return this;
    }

    PlanBuilder requireApprovalFor(String... entries) {
        requireApprovalFor = Set.of(entries);
        return this;
    }

    PlanBuilder forbid(String... entries) {
        forbiddenActions = Set.of(entries);
        return this;
    }

    PlanBuilder deadline(Instant time) {
        deadline = time;
        return this;
    }

    PlanBuilder attemptsPerModel(int most) {
        attemptsPerModel = most;
        return this;
    }

    PlanBuilder basePromptTokens(long tokens) {
        basePromptTokens = tokens;
        return this;
    }

    PlanBuilder external() {
        external = true;
        return this;
    }

    PlanBuilder price(String model, String promptPerMillion, String completionPerMillion) {
        prices.put(model, new Price(new BigDecimal(promptPerMillion), new BigDecimal(completionPerMillion)));
        return this;
    }

    PlanBuilder refuseUnpriced() {
        unlistedIsFree = false;
        return this;
    }

    PlanBuilder tool(String name) {
        return tool(name, false, "read");
    }

    PlanBuilder gatedTool(String name) {
        return tool(name, true, "write");
    }

    PlanBuilder tool(String name, boolean requiresApproval, String category) {
        return tool(name, requiresApproval, category, true);
    }

    /** A tool whose second call would do its work a second time. */
    PlanBuilder unrepeatableTool(String name) {
        return tool(name, false, "write", false);
    }

    private PlanBuilder tool(String name, boolean requiresApproval, String category, boolean repeatable) {
        tools.put(name, new ToolDefinition(name, 7, "a tool", "{}", requiresApproval, "low", category, repeatable));
        return this;
    }

    RunPlan build() {
        Guardrails guardrails = new Guardrails(
                maxSteps, maxToolCalls, maxCostUsd, Duration.ofMinutes(15), requireApprovalFor, forbiddenActions);
        return new RunPlan(
                models,
                maxTokens,
                guardrails,
                tools,
                new PriceList(prices, unlistedIsFree),
                deadline,
                attemptsPerModel,
                basePromptTokens,
                external);
    }
}
