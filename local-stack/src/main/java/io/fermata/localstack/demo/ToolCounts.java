package io.fermata.localstack.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the demo's tool server says it was asked, by method and path: the witness that is not our own database. */
record ToolCounts(Map<String, Long> byPath) {
    static ToolCounts read(HttpClient http, String toolServer) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(toolServer + "/__count")).build();
        JsonNode body = JsonMapper.shared()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        Map<String, Long> counts = new TreeMap<>();
        body.path("by_path")
                .properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return new ToolCounts(counts);
    }

    ToolCounts since(ToolCounts before) {
        Map<String, Long> difference = new TreeMap<>();
        byPath.forEach((path, count) -> {
            long more = count - before.byPath().getOrDefault(path, 0L);
            if (more > 0) {
                difference.put(path, more);
            }
        });
        return new ToolCounts(difference);
    }
}
