package io.fermata.testkit.anthropic;

import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Anthropic's refusals, in its words and shape. */
final class AnthropicErrors {
    private AnthropicErrors() {}

    static Refusal invalid(String message) {
        return error(400, "invalid_request_error", message, null);
    }

    static Refusal required(String field) {
        return invalid(field + ": Field required");
    }

    static Refusal wrongKey(@Nullable String key) {
        return error(
                401, "authentication_error", key == null ? "x-api-key header is required" : "invalid x-api-key", null);
    }

    static Refusal unknownModel(String model) {
        return error(404, "not_found_error", "model: " + model, null);
    }

    static Refusal scripted(Failure failure) {
        var usual = usual(failure.status());
        return error(
                failure.status(),
                usual.type(),
                Objects.requireNonNullElse(failure.message(), usual.message()),
                failure.retryAfter());
    }

    private static Usual usual(int status) {
        return switch (status) {
            case 401 -> new Usual("authentication_error", "invalid x-api-key");
            case 403 ->
                new Usual("permission_error", "Your API key does not have permission to use the specified resource.");
            case 404 -> new Usual("not_found_error", "Not found");
            case 413 -> new Usual("request_too_large", "Request exceeds the maximum size");
            case 429 -> new Usual("rate_limit_error", "This request would exceed your organization's rate limit.");
            case 529 -> new Usual("overloaded_error", "Overloaded");
            default ->
                status >= 500
                        ? new Usual("api_error", "Internal server error")
                        : new Usual("invalid_request_error", "The request was refused.");
        };
    }

    private record Usual(String type, String message) {}

    private static Refusal error(int status, String type, String message, @Nullable Duration retryAfter) {
        var body = Json.object().put("type", "error");
        body.putObject("error").put("type", type).put("message", message);
        return new Refusal(status, body, retryAfter);
    }
}
