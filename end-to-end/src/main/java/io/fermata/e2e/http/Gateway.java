package io.fermata.e2e.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The platform's public API, seen by the owner of one credential. */
public final class Gateway {
    private final Http http;
    private final String url;
    private final @Nullable String credential;

    public Gateway(Http http, String url, @Nullable String credential) {
        this.http = http;
        this.url = url;
        this.credential = credential;
    }

    /** The same address for somebody else. */
    public Gateway as(@Nullable String otherCredential) {
        return new Gateway(http, url, otherCredential);
    }

    /** A service itself instead of the gateway, with an access token: none of them takes an API key. */
    public Gateway at(String otherUrl, String accessToken) {
        return new Gateway(http, otherUrl, accessToken);
    }

    public String url() {
        return url;
    }

    public Http http() {
        return http;
    }

    public Answer send(String method, String path, @Nullable Object body) {
        return send(method, path, body, Map.of());
    }

    public Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        return http.send(method, url + path, withCredential(headers), body == null ? null : Json.write(body));
    }

    /** The body of a successful answer. */
    public JsonNode get(String path) {
        return send("GET", path, null).requireSuccess("GET " + path).json();
    }

    /** The body of a successful answer. */
    public JsonNode post(String path, Object body) {
        return send("POST", path, body).requireSuccess("POST " + path).json();
    }

    /** The access token for this owner's API key: what the gateway makes of a key, for who goes another way. */
    public String accessToken() {
        String form = "grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange")
                + "&subject_token_type=" + encoded("urn:fermata:params:oauth:token-type:api-key")
                + "&subject_token=" + encoded(String.valueOf(credential));
        return as(null).send("POST", "/oauth2/token", form, Map.of("Content-Type", "application/x-www-form-urlencoded"))
                .requireSuccess("the token endpoint")
                .json()
                .path("access_token")
                .asString();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    public Map<String, String> withCredential(Map<String, String> headers) {
        if (credential == null || headers.containsKey("Authorization")) {
            return headers;
        }
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + credential);
        return all;
    }
}
