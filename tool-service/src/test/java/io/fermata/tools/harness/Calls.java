package io.fermata.tools.harness;

import io.fermata.starter.json.Json;
import io.fermata.tools.harness.Api.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Registers tools and calls them as the executor does. */
public record Calls(Api api) {
    private static final Json JSON = Json.standard();
    private static final String EXECUTIONS = "/internal/v1/tool-executions";

    /** Registers an HTTP tool; {@code more} are further properties of it, as JSON text without braces. */
    public Answer register(String name, String method, String url, String more) {
        return api.post("/api/v1/tools", """
                {"name": "%s", "description": "A tool of a test", "handler": {"type": "http", "method": "%s", "url": "%s"}%s}""".formatted(name, method, url, more.isEmpty() ? "" : ", " + more));
    }

    public static String newKey() {
        return "stp_" + UUID.randomUUID().toString().replace("-", "");
    }

    public Answer execute(String key, String tool, int version, String arguments, String... allowed) {
        return api.post(EXECUTIONS, JSON.write(order(key, tool, version, arguments, allowed)));
    }

    /** Calls a tool in the trace of a run. */
    public Answer executeIn(String traceparent, String key, String tool, String arguments) {
        return api.send("POST", EXECUTIONS, JSON.write(order(key, tool, 1, arguments)), "traceparent", traceparent);
    }

    private static Map<String, Object> order(
            String key, String tool, int version, String arguments, String... allowed) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("effect_key", key);
        body.put("run_id", "run_1");
        body.put("step_id", key);
        body.put("agent_id", "agt_1");
        body.put("agent_version", 1);
        body.put("tool", tool);
        body.put("tool_version", version);
        body.put("arguments_json", arguments);
        body.put("allowed_tools", allowed.length == 0 ? List.of(tool) : new ArrayList<>(List.of(allowed)));
        return body;
    }

    public Answer execute(String key, String tool, String arguments) {
        return execute(key, tool, 1, arguments);
    }
}
