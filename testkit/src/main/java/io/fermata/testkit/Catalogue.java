package io.fermata.testkit;

import io.fermata.testkit.anthropic.Anthropic;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.openai.OpenAi;
import io.fermata.testkit.script.Script;
import io.fermata.testkit.wire.ChatEndpoint;
import io.fermata.testkit.wire.Refusal;
import tools.jackson.databind.JsonNode;

/** The models a script offers, in the words of whichever provider's client asks. */
final class Catalogue {
    private static final String PREFIX = "/models/";

    private Catalogue() {}

    static void answer(Script script, Request request, String path, Exchange exchange) {
        boolean askedByAnthropic = request.header("anthropic-version") != null;
        try {
            if (askedByAnthropic) {
                Anthropic.requireKey(request, script.apiKey());
            } else {
                OpenAi.requireKey(request, script.apiKey());
            }
            var body = askedByAnthropic ? anthropic(script, path) : openAi(script, path);
            exchange.send(200, "application/json", Json.bytes(body));
        } catch (Refusal refusal) {
            ChatEndpoint.send(exchange, refusal);
        }
    }

    static JsonNode unknownUrl(Request request) {
        var body = Json.object();
        body.putObject("error")
                .put("message", "Invalid URL (" + request.method() + " " + request.path() + ")")
                .put("type", "invalid_request_error")
                .putNull("param")
                .putNull("code");
        return body;
    }

    private static JsonNode openAi(Script script, String path) {
        if (!path.startsWith(PREFIX)) {
            return OpenAi.models(script.models());
        }
        var name = path.substring(PREFIX.length());
        if (!script.models().contains(name)) {
            throw OpenAi.unknownModel(name);
        }
        return OpenAi.model(name);
    }

    private static JsonNode anthropic(Script script, String path) {
        if (!path.startsWith(PREFIX)) {
            return Anthropic.models(script.models());
        }
        var name = path.substring(PREFIX.length());
        if (!script.models().contains(name)) {
            throw Anthropic.unknownModel(name);
        }
        return Anthropic.model(name);
    }
}
