package io.fermata.testkit.scenario;

import io.fermata.testkit.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The gateway of a running platform, seen with one API key. */
public final class Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI url;
    private final String apiKey;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private Gateway(URI url, String apiKey) {
        this.url = url;
        this.apiKey = apiKey;
    }

    /**
     * The gateway at an address such as {@code http://127.0.0.1:8080}.
     *
     * @param apiKey of the tenant the tests run in
     */
    public static Gateway at(String url, String apiKey) {
        return new Gateway(URI.create(url.endsWith("/") ? url : url + "/"), apiKey);
    }

    public JsonNode get(String path) {
        return require(send(request(path).GET().build()), "GET " + path);
    }

    public JsonNode post(String path, Object body) {
        return require(tryPost(path, body), "POST " + path);
    }

    /** The answer whatever its status, for those who expect a problem. */
    public HttpResponse<String> tryPost(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path.substring(1)))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + apiKey);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException("the gateway at " + url + " does not answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the gateway", stopped);
        }
    }

    private static JsonNode require(HttpResponse<String> response, String what) {
        if (response.statusCode() >= 300) {
            throw new AssertionError(what + " was answered " + response.statusCode() + ": " + response.body());
        }
        return response.body().isEmpty() ? MissingNode.getInstance() : Json.read(response.body());
    }
}
