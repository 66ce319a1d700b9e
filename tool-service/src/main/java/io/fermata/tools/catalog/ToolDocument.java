package io.fermata.tools.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A tool as people write it and as it is stored. What is left out gets a default (see the README); the stored form has
 * every default filled in.
 */
public record ToolDocument(
        @Nullable String name,
        @Nullable String description,
        @Nullable JsonNode parameters,
        @Nullable JsonNode outputSchema,
        @Nullable HandlerDocument handler,
        @Nullable String idempotency,
        @Nullable Boolean requiresApproval,
        @Nullable String riskLevel,
        @Nullable String category,
        @Nullable Integer timeoutSeconds,
        @Nullable RetryDocument retry,
        @Nullable RateLimitDocument rateLimit,
        @Nullable BudgetDocument budget,
        @Nullable List<String> redact) {
    public ToolDocument {
        parameters = parameters == null || parameters.isNull() ? null : parameters;
        outputSchema = outputSchema == null || outputSchema.isNull() ? null : outputSchema;
    }

    /** Who does the work; the type is {@code http}, or {@code builtin} for what comes with the service. */
    public record HandlerDocument(
            @Nullable String type,
            @Nullable String method,
            @Nullable String url,
            @Nullable Map<String, String> headers) {}

    public record RetryDocument(@Nullable Integer maxAttempts) {}

    public record RateLimitDocument(
            @Nullable Integer maxCalls, @Nullable Integer windowSeconds) {}

    public record BudgetDocument(@Nullable Integer dailyCalls) {}

    static ToolDocument of(ToolDefinition tool) {
        Limits limits = tool.limits();
        return new ToolDocument(
                tool.name().value(),
                tool.description(),
                tool.parameters(),
                tool.outputSchema(),
                handler(tool.handler()),
                Words.of(tool.idempotency()),
                tool.requiresApproval(),
                Words.of(tool.riskLevel()),
                Words.of(tool.category()),
                Math.toIntExact(limits.timeout().toSeconds()),
                new RetryDocument(limits.maxAttempts()),
                rateLimit(limits.rateLimit()),
                budget(limits.budget()),
                tool.redact().stream().map(RedactedPath::text).toList());
    }

    private static HandlerDocument handler(Handler handler) {
        return switch (handler) {
            case Handler.Http(String method, UrlTemplate url, Map<String, HeaderTemplate> headers) ->
                new HandlerDocument("http", method, url.text(), HandlerRules.texts(headers));
            case Handler.Builtin() -> new HandlerDocument("builtin", null, null, null);
        };
    }

    private static @Nullable RateLimitDocument rateLimit(Limits.@Nullable RateLimit limit) {
        return limit == null ? null : new RateLimitDocument(limit.maxCalls(), limit.windowSeconds());
    }

    private static @Nullable BudgetDocument budget(Limits.@Nullable DailyBudget budget) {
        return budget == null ? null : new BudgetDocument(budget.dailyCalls());
    }
}
