package io.fermata.e2e.support;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.EventStream;
import io.fermata.e2e.http.Gateway;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A tenant and what its administrator does. */
public record Tenant(String id, String adminKey, Gateway gateway) {
    private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled", "blocked");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Somebody else of the same tenant. */
    public Gateway colleague(String role) {
        JsonNode key = gateway.post("/api/v1/api-keys", Map.of("name", "a colleague", "role", role));
        return gateway.as(Planted.secret("a colleague's key", key.path("key").asString()));
    }

    /** A tool of the demo tool server. */
    public void tool(String name, String method, String pathAndQuery, Map<String, ?> more) {
        Map<String, Object> definition = new HashMap<>(Map.of(
                "name",
                name,
                "description",
                "A tool of the tests.",
                "handler",
                Map.of(
                        "type",
                        "http",
                        "method",
                        method,
                        "url",
                        TestPlatform.stack().toolServerUrl() + pathAndQuery)));
        definition.putAll(more);
        gateway.post("/api/v1/tools", definition);
    }

    public void shop() {
        Map<String, ?> order = Map.of("order_id", Map.of("type", "string"));
        tool("orders.lookup", "GET", "/orders/{order_id}", Map.of("parameters", parameters(order)));
        Map<String, ?> refund = Map.of("order_id", Map.of("type", "string"), "amount", Map.of("type", "number"));
        tool(
                "orders.refund",
                "POST",
                "/orders/{order_id}/refund",
                Map.of(
                        "parameters",
                        parameters(refund),
                        "idempotency",
                        "keyed",
                        "requires_approval",
                        true,
                        "risk_level",
                        "high"));
    }

    public static Map<String, ?> parameters(Map<String, ?> properties) {
        return Map.of("type", "object", "properties", properties, "required", List.of("order_id"));
    }

    /** The id of a new agent that is active. */
    public String agent(String model, String... tools) {
        return agent(object("model", model, "tools", List.of(tools)));
    }

    public String agent(Map<String, ?> config) {
        return gateway.post("/api/v1/agents", object("name", "tester", "config", config))
                .path("id")
                .asString();
    }

    /** The id of a new run. */
    public String start(String agent, String message) {
        return gateway.post("/api/v1/agents/" + agent + "/runs", Map.of("input", Map.of("message", message)))
                .path("id")
                .asString();
    }

    public JsonNode run(String id) {
        return gateway.get("/api/v1/runs/" + id);
    }

    /** The run when it has this status; fails at once when it ends with another. The gateway may be away meanwhile. */
    public JsonNode awaitStatus(String run, String status) {
        JsonNode found = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .pollDelay(Duration.ZERO)
                .until(() -> read(run), now -> hasStatus(now, Set.of(status)) || hasStatus(now, ENDED));
        assertThat(found.path("status").asString()).as("%s", found).isEqualTo(status);
        return found;
    }

    private static boolean hasStatus(JsonNode run, Set<String> any) {
        return any.contains(run.path("status").asString(""));
    }

    private JsonNode read(String run) {
        try {
            Answer answer = gateway.send("GET", "/api/v1/runs/" + run, null);
            return answer.isSuccess() ? answer.json() : MissingNode.getInstance();
        } catch (UncheckedIOException _) {
            return MissingNode.getInstance();
        }
    }

    public List<JsonNode> steps(String run) {
        List<JsonNode> steps = new ArrayList<>();
        gateway.get("/api/v1/runs/" + run + "/steps?limit=100").path("data").forEach(steps::add);
        return steps;
    }

    public List<String> stepTypes(String run) {
        return steps(run).stream().map(step -> step.path("type").asString()).toList();
    }

    public EventStream events(String run) {
        return new EventStream(gateway, run);
    }

    /** The only approval of the run. */
    public JsonNode awaitApproval(String run) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> gateway.send("GET", "/api/v1/approvals?run_id=" + run, null),
                        answer ->
                                answer.isSuccess() && answer.json().path("data").size() == 1)
                .json()
                .path("data")
                .path(0);
    }

    /** The newest audit event that matches the filter, once it has arrived. */
    public JsonNode awaitAudited(String filter) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> gateway.send("GET", "/api/v1/audit-events?" + filter, null),
                        answer -> answer.isSuccess()
                                && !answer.json().path("data").isEmpty())
                .json()
                .path("data")
                .path(0);
    }

    @Override
    public String toString() {
        return "Tenant[" + id + "]";
    }
}
