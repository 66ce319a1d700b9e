package io.fermata.tools.harness;

import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The service as one tenant's client sees it. */
public record Api(int port, String tenant, List<String> scopes) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Json JSON = Json.standard();

    /** A tenant nobody else has, with every permission on tools. */
    public static Api newTenant(int port) {
        String tenant = "t-" + Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
        return new Api(port, tenant, List.of("tools:read", "tools:write", "tools:invoke"));
    }

    public Api with(String... permissions) {
        return new Api(port, tenant, List.of(permissions));
    }

    public record Answer(int status, HttpResponse<String> raw, JsonNode body) {
        public String text(String pointer) {
            return body.at(pointer).asString("");
        }

        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, null, headers);
    }

    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + TestTokens.token(tenant, scopes.toArray(String[]::new)))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString());
            String text = response.body();
            return new Answer(
                    response.statusCode(),
                    response,
                    text.isEmpty() ? JsonNodeFactory.instance.nullNode() : JSON.read(text));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
