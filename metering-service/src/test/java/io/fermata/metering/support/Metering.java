package io.fermata.metering.support;

import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as one tenant sees it. */
public final class Metering {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger TENANTS = new AtomicInteger();

    private final int port;
    private final String tenant;
    private final String token;

    public record Answer(int status, JsonNode body) {}

    private Metering(int port, String tenant, String token) {
        this.port = port;
        this.tenant = tenant;
        this.token = token;
    }

    /** As a tenant of the test's own. */
    public static Metering at(int port) {
        String tenant = "tenant-" + TENANTS.incrementAndGet();
        return new Metering(port, tenant, TestTokens.token(tenant, "billing:read"));
    }

    public Metering withScopes(String... scopes) {
        return new Metering(port, tenant, TestTokens.token(tenant, scopes));
    }

    public String tenant() {
        return tenant;
    }

    public JsonNode events(String query) {
        return get("/api/v1/usage/events" + query).body().at("/data");
    }

    public JsonNode summary(String query) {
        return get("/api/v1/usage/summary" + query).body();
    }

    public Answer get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
