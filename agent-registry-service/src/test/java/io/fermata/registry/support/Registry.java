package io.fermata.registry.support;

import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as one tenant with all its permissions sees it. */
public final class Registry {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private final int port;
    private final String tenant;
    private final String token;

    /** What came back; the body is a missing node when there is none. */
    public record Answer(int status, JsonNode body, HttpHeaders headers) {
        public String etag() {
            return headers.firstValue("ETag").orElseThrow();
        }

        public String text(String pointer) {
            return body.at(pointer).asString();
        }

        public String problem() {
            return text("/type");
        }
    }

    private Registry(int port, String tenant, String token) {
        this.port = port;
        this.tenant = tenant;
        this.token = token;
    }

    /** As a tenant of the test's own. */
    public static Registry at(int port) {
        String tenant = "tenant-" + TENANTS.incrementAndGet();
        return new Registry(port, tenant, TestTokens.token(tenant, "agents:read", "agents:write"));
    }

    public Registry withScopes(String... scopes) {
        return new Registry(port, tenant, TestTokens.token(tenant, scopes));
    }

    public String tenant() {
        return tenant;
    }

    public String token() {
        return token;
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    public Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    public Answer delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** Makes an agent and answers its path. */
    public String agent(String body) {
        Answer answer = post("/api/v1/agents", body);
        if (answer.status() != 201) {
            throw new AssertionError("no agent was made: " + answer.body());
        }
        return "/api/v1/agents/" + answer.text("/id");
    }

    private Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
