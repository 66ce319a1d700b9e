package io.fermata.e2e.bench;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * The platform doing the loop, asked through the gateway. Its end is learnt by {@code Prefer: wait}: one request a run,
 * held open, disturbs less than a stream of its steps or a consumer of all its events would.
 */
final class Platform implements Subject {
    private static final Map<String, String> WAIT = Map.of("Prefer", "wait=60");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Gateway gateway;
    private final String runsPath;
    private final String question = Json.write(Map.of("input", Map.of("message", Loop.QUESTION)));

    private Platform(Gateway gateway, String agentId) {
        this.gateway = gateway;
        this.runsPath = "/api/v1/agents/" + agentId + "/runs";
    }

    /** With a tenant, a tool and an agent of its own. */
    static Platform prepare(Gateway admin, String toolUrl, String tenant) throws InterruptedException {
        JsonNode made = admin.post("/api/v1/tenants", Map.of("id", tenant, "name", "Benchmark"));
        Gateway owner = admin.as(made.path("admin_key").asString());
        owner.post("/api/v1/tools", tool(toolUrl));
        String agent = owner.post("/api/v1/agents", agent()).path("id").asString();
        Answer activated = owner.send("POST", "/api/v1/agents/" + agent + "/activate", null);
        if (!activated.isSuccess() && activated.status() != 409) {
            activated.requireSuccess("activating the agent");
        }
        var platform = new Platform(owner, agent);
        platform.awaitFirstRun();
        return platform;
    }

    private static Map<String, Object> tool(String toolUrl) {
        return Map.of(
                "name",
                Loop.TOOL,
                "description",
                "Answers what it is told.",
                "handler",
                Map.of("type", "http", "method", "POST", "url", toolUrl + "/echo"),
                "parameters",
                Map.of("type", "object", "properties", Map.of("round", Map.of("type", "integer"))),
                "idempotency",
                "keyed",
                "category",
                "read",
                "requires_approval",
                false);
    }

    private static Map<String, Object> agent() {
        return Map.of(
                "name",
                "agent-loop-" + Loop.ROUNDS,
                "config",
                Map.of(
                        "model",
                        "openai/" + Loop.MODEL,
                        "system_prompt",
                        Loop.SYSTEM_PROMPT,
                        "tools",
                        List.of(Loop.TOOL),
                        "guardrails",
                        Map.of("max_steps", 100, "max_tool_calls", 20, "max_cost_usd", 100)));
    }

    /** The services hear of a new tool and agent by events, so the very first runs may come too early. */
    private void awaitFirstRun() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                loop();
                return;
            } catch (IllegalStateException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    @Override
    public void loop() {
        JsonNode run = gateway.send("POST", runsPath, question, WAIT)
                .requireSuccess("starting a run")
                .json();
        if (!run.path("status").asString().equals("succeeded")) {
            throw new IllegalStateException("a run did not succeed: " + run);
        }
    }

    JsonNode start() {
        return gateway.post(runsPath, question);
    }

    Gateway gateway() {
        return gateway;
    }
}
