package io.fermata.testkit.openai;

import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.wire.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** OpenAI's refusals, in its words and shape. */
final class OpenAiErrors {
    private static final String INVALID = "invalid_request_error";

    private OpenAiErrors() {}

    static Refusal invalid(String message, @Nullable String param, @Nullable String code) {
        return error(400, message, INVALID, param, code, null);
    }

    static Refusal missing(String param) {
        return invalid("Missing required parameter: '" + param + "'.", param, "missing_required_parameter");
    }

    static Refusal wrongType(String param, String expected) {
        return invalid("Invalid type for '" + param + "': expected " + expected + ".", param, "invalid_type");
    }

    static Refusal emptyArray(String param) {
        return invalid(
                "Invalid '" + param
                        + "': empty array. Expected an array with minimum length 1, but got an empty array instead.",
                param,
                "empty_array");
    }

    static Refusal notJson() {
        return invalid(
                "We could not parse the JSON body of your request. (HINT: This likely means you aren't using your HTTP"
                        + " library correctly. The OpenAI API expects a JSON payload, but what was sent was not valid JSON.)",
                null,
                null);
    }

    static Refusal wrongKey(@Nullable String key) {
        return key == null
                ? error(
                        401,
                        "You didn't provide an API key. You need to provide your API key in an Authorization header"
                                + " using Bearer auth (i.e. Authorization: Bearer YOUR_KEY).",
                        INVALID,
                        null,
                        null,
                        null)
                : error(
                        401,
                        "Incorrect API key provided. You can find your API key at"
                                + " https://platform.openai.com/account/api-keys.",
                        INVALID,
                        null,
                        "invalid_api_key",
                        null);
    }

    static Refusal unknownModel(String model) {
        return error(
                404,
                "The model `" + model + "` does not exist or you do not have access to it.",
                INVALID,
                null,
                "model_not_found",
                null);
    }

    /** A failure the script asks for; what it leaves open is filled with what OpenAI says in such a case. */
    static Refusal scripted(Failure failure) {
        int status = failure.status();
        return switch (status) {
            case 401 ->
                error(status, words(failure, "Incorrect API key provided."), INVALID, null, "invalid_api_key", null);
            case 429 ->
                error(
                        status,
                        words(failure, "Rate limit reached for requests. Please try again later."),
                        "requests",
                        null,
                        "rate_limit_exceeded",
                        failure.retryAfter());
            case 503 ->
                error(
                        status,
                        words(failure, "The engine is currently overloaded, please try again later"),
                        "service_unavailable_error",
                        null,
                        null,
                        failure.retryAfter());
            default -> other(failure);
        };
    }

    private static Refusal other(Failure failure) {
        boolean ours = failure.status() >= 500;
        var usual = ours
                ? "The server had an error while processing your request. Sorry about that!"
                : "The request was refused.";
        var type = ours ? "server_error" : INVALID;
        return error(failure.status(), words(failure, usual), type, null, null, failure.retryAfter());
    }

    private static String words(Failure failure, String usual) {
        return Objects.requireNonNullElse(failure.message(), usual);
    }

    private static Refusal error(
            int status,
            String message,
            String type,
            @Nullable String param,
            @Nullable String code,
            @Nullable Duration retryAfter) {
        var body = Json.object();
        body.putObject("error")
                .put("message", message)
                .put("type", type)
                .put("param", param)
                .put("code", code);
        return new Refusal(status, body, retryAfter);
    }
}
