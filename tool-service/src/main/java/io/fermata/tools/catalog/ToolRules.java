package io.fermata.tools.catalog;

import io.fermata.tools.catalog.Limits.DailyBudget;
import io.fermata.tools.catalog.Limits.RateLimit;
import io.fermata.tools.catalog.ToolDocument.BudgetDocument;
import io.fermata.tools.catalog.ToolDocument.RateLimitDocument;
import io.fermata.tools.catalog.ToolDocument.RetryDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads a tool document: fills in what was left out and refuses, with pointers, what cannot be a tool. */
final class ToolRules {
    private static final int LONGEST_DESCRIPTION = 4000;
    private static final int LARGEST_SCHEMA = 64 * 1024;
    private static final int MOST_REDACTIONS = 50;

    private final ToolDocument document;
    private final Faults faults = new Faults();

    private ToolRules(ToolDocument document) {
        this.document = document;
    }

    /** @throws io.fermata.starter.problem.ProblemException {@code validation}, naming every fault */
    static ToolDefinition read(ToolDocument document, int version, Instant changedAt) {
        return new ToolRules(document).read(version, changedAt);
    }

    private ToolDefinition read(int version, Instant changedAt) {
        ToolName name = name();
        String description = description();
        JsonNode parameters = parameters();
        JsonNode output = outputSchema();
        Handler.Http handler = handler(parameters);
        boolean reads = handler != null && handler.method().equals("GET");
        Idempotency idempotency = idempotency(reads);
        Category category = category(reads);
        RiskLevel risk = faults.word("/risk_level", RiskLevel.class, document.riskLevel(), category.usualRisk());
        Limits limits = limits(idempotency);
        List<RedactedPath> redact = redact();
        faults.throwIfAny();
        return new ToolDefinition(
                Objects.requireNonNull(name),
                version,
                description,
                parameters,
                output,
                Objects.requireNonNull(handler),
                idempotency,
                Boolean.TRUE.equals(document.requiresApproval()),
                risk,
                category,
                limits,
                redact,
                changedAt);
    }

    private @Nullable ToolName name() {
        String name = document.name();
        if (name == null) {
            faults.add("/name", "is required");
            return null;
        }
        return faults.attempt("/name", () -> new ToolName(name));
    }

    private String description() {
        String description = document.description();
        if (description == null || description.isBlank() || description.length() > LONGEST_DESCRIPTION) {
            faults.add(
                    "/description",
                    "must be 1 to " + LONGEST_DESCRIPTION + " characters that tell a model when to use the tool");
            return "";
        }
        return description;
    }

    private JsonNode parameters() {
        JsonNode declared = document.parameters();
        if (declared == null) {
            return JsonNodeFactory.instance.objectNode().put("type", "object");
        }
        schema("/parameters", declared);
        if (!"object".equals(declared.path("type").asString(""))) {
            faults.add("/parameters/type", "must be object");
        }
        return declared;
    }

    private @Nullable JsonNode outputSchema() {
        JsonNode declared = document.outputSchema();
        if (declared != null) {
            schema("/output_schema", declared);
        }
        return declared;
    }

    private void schema(String pointer, JsonNode declared) {
        if (declared.toString().length() > LARGEST_SCHEMA) {
            faults.add(pointer, "must not be larger than " + LARGEST_SCHEMA + " bytes");
        } else {
            faults.schema(pointer, declared);
        }
    }

    private Handler.@Nullable Http handler(JsonNode parameters) {
        Handler.Http handler = HandlerRules.read(document.handler(), faults);
        if (handler != null) {
            requireVariablesDeclared(handler, parameters);
        }
        return handler;
    }

    private void requireVariablesDeclared(Handler.Http handler, JsonNode parameters) {
        for (String variable : handler.url().variables()) {
            if (!parameters.path("properties").has(variable)) {
                faults.add("/handler/url", "uses {" + variable + "}, which is not among the parameters");
            }
        }
    }

    private Idempotency idempotency(boolean reads) {
        Idempotency usual = reads ? Idempotency.NATURAL : Idempotency.NONE;
        return faults.word("/idempotency", Idempotency.class, document.idempotency(), usual);
    }

    private Category category(boolean reads) {
        Category usual = reads ? Category.READ : Category.WRITE;
        return faults.word("/category", Category.class, document.category(), usual);
    }

    private Limits limits(Idempotency idempotency) {
        int seconds = faults.number("/timeout_seconds", document.timeoutSeconds(), 1, 300, 30);
        return new Limits(Duration.ofSeconds(seconds), attempts(idempotency), rateLimit(), budget());
    }

    private int attempts(Idempotency idempotency) {
        RetryDocument retry = document.retry();
        int usual = idempotency == Idempotency.NONE ? 1 : 3;
        int attempts = faults.number("/retry/max_attempts", retry == null ? null : retry.maxAttempts(), 1, 5, usual);
        if (attempts > 1 && idempotency == Idempotency.NONE) {
            faults.add("/retry/max_attempts", "must be 1: a tool whose idempotency is none is never called twice");
        }
        return attempts;
    }

    private @Nullable RateLimit rateLimit() {
        RateLimitDocument limit = document.rateLimit();
        return limit == null
                ? null
                : new RateLimit(
                        required("/rate_limit/max_calls", limit.maxCalls(), 1_000_000),
                        required("/rate_limit/window_seconds", limit.windowSeconds(), 86_400));
    }

    private @Nullable DailyBudget budget() {
        BudgetDocument budget = document.budget();
        return budget == null
                ? null
                : new DailyBudget(required("/budget/daily_calls", budget.dailyCalls(), 1_000_000_000));
    }

    private int required(String pointer, @Nullable Integer value, int most) {
        return faults.number(pointer, value == null ? 0 : value, 1, most, 1);
    }

    private List<RedactedPath> redact() {
        List<String> paths = Objects.requireNonNullElse(document.redact(), List.of());
        if (paths.size() > MOST_REDACTIONS) {
            faults.add("/redact", "must not be more than " + MOST_REDACTIONS);
            return List.of();
        }
        return IntStream.range(0, paths.size())
                .mapToObj(index -> faults.attempt("/redact/" + index, () -> path(paths.get(index))))
                .filter(Objects::nonNull)
                .toList();
    }

    private static RedactedPath path(@Nullable String text) {
        return new RedactedPath(Objects.requireNonNullElse(text, ""));
    }
}
