package io.fermata.e2e.torture.workload;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Json;
import io.fermata.e2e.torture.evidence.Evidence.Chain;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One tenant with its tools and agents.
 *
 * @param agents one on each provider's protocol
 */
public record Party(String tenant, String key, Gateway gateway, List<String> agents) {
    private static final List<String> MODELS = List.of("openai/gpt-4o-mini", "anthropic/claude-haiku-4-5");
    private static final Map<String, String> METHODS =
            Map.of("keyed", "POST", "natural", "PUT", "queryable", "POST", "none", "POST", "gated", "POST");

    /**
     * Makes the tenant with all it needs.
     *
     * @param secret sent along by every tool, and to be found nowhere else
     * @param deeds to which is added what was confirmed
     */
    public static Party settle(Gateway admin, String tenant, String toolsUrl, String secret, Deeds deeds) {
        JsonNode made = admin.post("/api/v1/tenants", Map.of("id", tenant, "name", tenant));
        String key = made.path("admin_key").asString();
        Gateway owner = admin.as(key);
        owner.send(
                        "PUT",
                        "/api/v1/secrets/ORACLE_TOKEN",
                        Json.object("value", secret, "allowed_hosts", List.of("127.0.0.1")))
                .requireSuccess("planting a secret");
        deeds.done(tenant, "secret.put", "ORACLE_TOKEN");
        METHODS.forEach((kind, method) -> owner.post("/api/v1/tools", tool(kind, method, toolsUrl)));
        List<String> tools =
                METHODS.keySet().stream().sorted().map(kind -> "oracle." + kind).toList();
        List<String> agents =
                MODELS.stream().map(model -> agent(owner, model, tools)).toList();
        tools.forEach(tool -> deeds.done(tenant, "tool.create", tool));
        agents.forEach(agent -> deeds.done(tenant, "agent.create", agent));
        return new Party(tenant, key, owner, agents);
    }

    private static String agent(Gateway owner, String model, List<String> tools) {
        Map<String, ?> config = Json.object(
                "model", model, "tools", tools, "guardrails", Map.of("max_steps", 50, "timeout_seconds", 600));
        return owner.post("/api/v1/agents", Json.object("name", "tortured", "config", config))
                .path("id")
                .asString();
    }

    private static Map<String, Object> tool(String kind, String method, String toolsUrl) {
        boolean gated = kind.equals("gated");
        Map<String, Object> tool = new HashMap<>();
        tool.put("name", "oracle." + kind);
        tool.put("description", "Acts on the world outside.");
        tool.put(
                "handler",
                Map.of(
                        "type",
                        "http",
                        "method",
                        method,
                        "url",
                        toolsUrl + "/tools/" + (gated ? "keyed" : kind),
                        "headers",
                        Map.of("X-Oracle-Token", "${secrets.ORACLE_TOKEN}")));
        tool.put("parameters", Map.of("type", "object", "properties", Map.of("operation", Map.of("type", "string"))));
        tool.put("idempotency", gated ? "keyed" : kind);
        tool.put("requires_approval", gated);
        tool.put("timeout_seconds", 8);
        return tool;
    }

    /** As the platform verifies it. One that cannot be asked for does not verify. */
    public Chain auditChain() {
        Answer answer = gateway.send("GET", "/api/v1/audit-events/verify", null);
        if (!answer.isSuccess()) {
            return new Chain(tenant, false, 0, "an answer " + answer.status());
        }
        JsonNode verdict = answer.json();
        return new Chain(
                tenant,
                verdict.path("intact").asBoolean(),
                verdict.path("checked").asLong(),
                verdict.path("broken_at").toString());
    }

    @Override
    public String toString() {
        return "Party[" + tenant + "]";
    }
}
