package io.fermata.policies.support;

import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as one tenant sees it. */
public final class Policies {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private final int port;
    private final String tenant;
    private final String token;

    public record Answer(int status, String text, HttpResponse<String> response) {
        public JsonNode body() {
            return JSON.readTree(text);
        }
    }

    private Policies(int port, String tenant, String token) {
        this.port = port;
        this.tenant = tenant;
        this.token = token;
    }

    /** As a tenant of the test's own. */
    public static Policies at(int port) {
        String tenant = newTenant();
        return new Policies(port, tenant, TestTokens.token(tenant, "audit:read", "policies:write"));
    }

    public static String newTenant() {
        return "tenant-" + TENANTS.incrementAndGet();
    }

    public Policies withScopes(String... scopes) {
        return new Policies(port, tenant, TestTokens.token(tenant, scopes));
    }

    public String tenant() {
        return tenant;
    }

    public JsonNode events(String query) {
        return get(query).body().at("/data");
    }

    public JsonNode verify() {
        return get("/verify").body();
    }

    /** Below {@code /api/v1/audit-events}. */
    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer put(String path, String body) {
        return send(request(path).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/audit-events" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
