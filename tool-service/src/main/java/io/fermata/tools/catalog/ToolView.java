package io.fermata.tools.catalog;

import io.fermata.tools.catalog.ToolDocument.BudgetDocument;
import io.fermata.tools.catalog.ToolDocument.HandlerDocument;
import io.fermata.tools.catalog.ToolDocument.RateLimitDocument;
import io.fermata.tools.catalog.ToolDocument.RetryDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A tool as the API shows it. Header templates are shown; the secrets they name are not in them. */
record ToolView(
        @Nullable String name,
        int version,
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
        @Nullable List<String> redact,
        Instant createdAt,
        Instant updatedAt) {
    static ToolView of(CurrentTool tool, Instant createdAt) {
        ToolDocument document = tool.document();
        return new ToolView(
                document.name(),
                tool.version(),
                document.description(),
                document.parameters(),
                document.outputSchema(),
                document.handler(),
                document.idempotency(),
                document.requiresApproval(),
                document.riskLevel(),
                document.category(),
                document.timeoutSeconds(),
                document.retry(),
                document.rateLimit(),
                document.budget(),
                document.redact(),
                createdAt,
                tool.changedAt());
    }
}
