package io.fermata.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over HTTP, as one person of one tenant. */
public final class RunApi {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String base;
    private final String token;

    private RunApi(int port, String token) {
        this.base = "http://127.0.0.1:" + port;
        this.token = token;
    }

    public static RunApi of(int port, String tenant) {
        return new RunApi(port, TestTokens.token(tenant, "runs:create", "runs:read", "runs:cancel"));
    }

    public static RunApi with(int port, String token) {
        return new RunApi(port, token);
    }

    public record Answer(int status, HttpHeaders headers, JsonNode body) {
        public Answer expect(int expected) {
            assertThat(status).as(body.toPrettyString()).isEqualTo(expected);
            return this;
        }

        public String problem() {
            return body.path("type").asString("").replace("urn:problem:", "");
        }

        public String text(String field) {
            return body.path(field).asString("");
        }
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer put(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body)));
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    /** Starts a run and waits for it to end or to need somebody. */
    public Answer run(String agentId, String message) {
        return post("/api/v1/agents/" + agentId + "/runs", input(message), "Prefer", "wait=30");
    }

    /** Starts a run and returns its id while it is under way. */
    public String start(String agentId, String message) {
        return post("/api/v1/agents/" + agentId + "/runs", input(message))
                .expect(202)
                .text("id");
    }

    public JsonNode awaitStatus(String runId, String... statuses) {
        return await().atMost(PATIENCE)
                .until(
                        () -> get("/api/v1/runs/" + runId).body(),
                        run -> Arrays.asList(statuses)
                                .contains(run.path("status").asString()));
    }

    public List<JsonNode> steps(String runId) {
        List<JsonNode> steps = new ArrayList<>();
        get("/api/v1/runs/" + runId + "/steps?limit=100")
                .expect(200)
                .body()
                .get("data")
                .forEach(steps::add);
        return steps;
    }

    public List<String> stepTypes(String runId) {
        return steps(runId).stream().map(step -> step.get("type").asString()).toList();
    }

    /** The lines of the stream until it ends. */
    public List<String> events(String runId, String... headers) {
        HttpRequest.Builder request = request("/api/v1/runs/" + runId + "/events");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return exchange(request.GET(), HttpResponse.BodyHandlers.ofLines())
                .body()
                .toList();
    }

    public static String input(String message) {
        return JSON.writeValueAsString(java.util.Map.of("input", java.util.Map.of("message", message)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = exchange(request, HttpResponse.BodyHandlers.ofString());
        return new Answer(
                response.statusCode(),
                response.headers(),
                JSON.readTree(response.body().isEmpty() ? "{}" : response.body()));
    }

    private static <T> HttpResponse<T> exchange(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        try {
            return HTTP.send(request.build(), handler);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
