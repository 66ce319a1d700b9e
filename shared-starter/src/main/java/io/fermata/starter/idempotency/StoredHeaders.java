package io.fermata.starter.idempotency;

import io.fermata.starter.json.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/** The headers that belong to an answer itself, as opposed to the request it was given to. */
final class StoredHeaders {
    private static final List<String> NAMES =
            List.of(HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.ETAG, "Preference-Applied");

    private final Json json;

    StoredHeaders(Json json) {
        this.json = json;
    }

    static Map<String, String> of(HttpServletResponse response) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : NAMES) {
            String value = response.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }

    String write(Map<String, String> headers) {
        return json.write(headers);
    }

    Map<String, String> read(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> header : json.read(text).properties()) {
            headers.put(header.getKey(), header.getValue().stringValue());
        }
        return headers;
    }
}
