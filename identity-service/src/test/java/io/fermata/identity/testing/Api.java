package io.fermata.identity.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the service as the gateway does. */
public record Api(int port) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    public record Answer(int status, String text, HttpResponse<String> http) {
        public JsonNode json() {
            return JSON.readTree(text);
        }

        public String string(String pointer) {
            return json().at(pointer).asString();
        }
    }

    public Answer get(String token, String path) {
        return send("GET", path, "", "Authorization", "Bearer " + token);
    }

    public Answer post(String token, String path, String body) {
        return send("POST", path, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    public Answer patch(String token, String path, String body, String... headers) {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(
                new String[] {"Authorization", "Bearer " + token, "Content-Type", "application/json"},
                0,
                all,
                headers.length,
                4);
        return send("PATCH", path, body, all);
    }

    public Answer delete(String token, String path) {
        return send("DELETE", path, "", "Authorization", "Bearer " + token);
    }

    public Answer form(String path, String form, String... headers) {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/x-www-form-urlencoded";
        return send("POST", path, form, all);
    }

    /** The access token for a key, as the gateway asks for it. */
    public String exchange(String key) {
        return form(
                        "/oauth2/token",
                        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                                + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token="
                                + key)
                .string("/access_token");
    }

    public Answer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        try {
            HttpResponse<String> answer = HTTP.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
