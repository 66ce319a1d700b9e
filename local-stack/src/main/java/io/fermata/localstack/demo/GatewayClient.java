package io.fermata.localstack.demo;

import io.fermata.localstack.stack.StackException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the public API with one API key. */
final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String url;
    private final String apiKey;

    GatewayClient(HttpClient http, String url, String apiKey) {
        this.http = http;
        this.url = url;
        this.apiKey = apiKey;
    }

    GatewayClient with(String otherKey) {
        return new GatewayClient(http, url, otherKey);
    }

    /** The body of a 2xx answer; any other answer ends the command with the problem it tells. */
    JsonNode call(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        Answer answer = send(method, path, body);
        if (!answer.isSuccess()) {
            throw new StackException(method + " " + path + " was answered " + answer.status() + ": " + answer.body());
        }
        return answer.body();
    }

    Answer send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).timeout(PATIENCE).method(method, publisher(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), read(response.body()));
    }

    /** An open stream of server-sent events; the caller closes it. */
    InputStream stream(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("the stream was answered " + response.statusCode());
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + apiKey);
    }

    private static HttpRequest.BodyPublisher publisher(@Nullable Object body) {
        return body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    }

    private static JsonNode read(String text) {
        return text.isBlank() ? JSON.createObjectNode() : JSON.readTree(text);
    }

    /** Status and JSON body of an answer. */
    record Answer(int status, JsonNode body) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }
    }
}
