package io.fermata.e2e.bench;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Http;
import io.fermata.e2e.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The references: the loop anybody would write first, with the HTTP calls the platform makes and nothing else. What an
 * effect's result is handed to decides what survives a crash.
 */
final class PlainLoop implements Subject {
    private static final String DATA = "data: ";

    private final Http http;
    private final String modelUrl;
    private final String toolUrl;
    private final Results results;
    private final AtomicLong loops = new AtomicLong();

    PlainLoop(Http http, String modelUrl, String toolUrl, Results results) {
        this.http = http;
        this.modelUrl = modelUrl + "/v1/chat/completions";
        this.toolUrl = toolUrl + "/echo";
        this.results = results;
    }

    /** Where a result goes before the loop goes on. */
    @FunctionalInterface
    interface Results {
        Results FORGOTTEN = (_, _, _) -> {};

        void done(long loop, int effect, String result);
    }

    @Override
    public void loop() {
        long loop = loops.incrementAndGet();
        List<Object> messages = new ArrayList<>(List.of(
                Map.of("role", "system", "content", Loop.SYSTEM_PROMPT),
                Map.of("role", "user", "content", Loop.QUESTION)));
        int effects = 0;
        ToolCall call = askModel(messages);
        results.done(loop, effects++, String.valueOf(call));
        while (call != null) {
            String result = callTool(call, loop + "-" + effects);
            results.done(loop, effects++, result);
            messages.add(call.asMessage());
            messages.add(Map.of("role", "tool", "tool_call_id", call.id(), "content", result));
            call = askModel(messages);
            results.done(loop, effects++, String.valueOf(call));
        }
        if (effects != Loop.EFFECTS) {
            throw new IllegalStateException("the plain loop had " + effects + " effects");
        }
    }

    private @Nullable ToolCall askModel(List<Object> messages) {
        String body = Json.write(Map.of(
                "model",
                Loop.MODEL,
                "messages",
                messages,
                "tools",
                List.of(TOOL),
                "stream",
                true,
                "stream_options",
                Map.of("include_usage", true)));
        Answer answer = http.send("POST", modelUrl, Map.of("Authorization", "Bearer scripted"), body);
        return toolCall(answer.requireSuccess("the model").body());
    }

    /** Joins the deltas of a stream as a client has to. */
    private static @Nullable ToolCall toolCall(String stream) {
        String id = "";
        String name = "";
        var arguments = new StringBuilder();
        for (String line : stream.split("\n", -1)) {
            if (line.startsWith(DATA + "{")) {
                JsonNode call = Json.read(line.substring(DATA.length()))
                        .path("choices")
                        .path(0)
                        .path("delta")
                        .path("tool_calls")
                        .path(0);
                id = call.path("id").asString(id);
                name = call.path("function").path("name").asString(name);
                arguments.append(call.path("function").path("arguments").asString(""));
            }
        }
        return id.isEmpty() ? null : new ToolCall(id, name, arguments.toString());
    }

    private String callTool(ToolCall call, String key) {
        return http.send("POST", toolUrl, Map.of("Idempotency-Key", key), call.arguments())
                .requireSuccess("the tool")
                .body();
    }

    private record ToolCall(String id, String name, String arguments) {
        Map<String, @Nullable Object> asMessage() {
            return Json.object(
                    "role",
                    "assistant",
                    "tool_calls",
                    List.of(Map.of(
                            "id", id, "type", "function", "function", Map.of("name", name, "arguments", arguments))));
        }
    }

    private static final Map<String, Object> TOOL = Map.of(
            "type",
            "function",
            "function",
            Map.of(
                    "name",
                    Loop.TOOL.replace('.', '_'),
                    "description",
                    "Answers what it is told.",
                    "parameters",
                    Map.of("type", "object", "properties", Map.of("round", Map.of("type", "integer")))));
}
