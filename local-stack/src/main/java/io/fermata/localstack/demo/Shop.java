package io.fermata.localstack.demo;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A shop's two tools and the agent that may use them, created the way a platform team would. */
final class Shop {
    private static final String AGENT_NAME = "refund-helper";

    private final GatewayClient admin;
    private final String toolServer;

    Shop(GatewayClient admin, String toolServer) {
        this.admin = admin;
        this.toolServer = toolServer;
    }

    /** A tool that reads, and a tool that moves money and is therefore held for a person. */
    void offerTools() throws IOException, InterruptedException {
        offer(
                "orders.lookup",
                Map.of(
                        "description",
                        "Looks an order up by its number.",
                        "handler",
                        Map.of("type", "http", "method", "GET", "url", toolServer + "/orders/{order_id}"),
                        "parameters",
                        parameters(List.of("order_id")),
                        "idempotency",
                        "natural",
                        "requires_approval",
                        false,
                        "risk_level",
                        "low",
                        "category",
                        "read"));
        offer(
                "orders.refund",
                Map.of(
                        "description",
                        "Refunds an order to the card it was paid with.",
                        "handler",
                        Map.of("type", "http", "method", "POST", "url", toolServer + "/orders/{order_id}/refund"),
                        "parameters",
                        parameters(List.of("order_id", "amount")),
                        "idempotency",
                        "keyed",
                        "requires_approval",
                        true,
                        "risk_level",
                        "high",
                        "category",
                        "write"));
    }

    /** The agent of an earlier demo is found again by its name. */
    JsonNode agent(String model) throws IOException, InterruptedException {
        for (JsonNode agent : admin.call("GET", "/api/v1/agents?status=active&limit=100&q=" + AGENT_NAME, null)
                .path("data")) {
            if (agent.path("name").stringValue("").equals(AGENT_NAME)
                    && agent.path("config").path("model").stringValue("").equals(model)) {
                return agent;
            }
        }
        return admin.call(
                "POST",
                "/api/v1/agents",
                Map.of(
                        "name",
                        AGENT_NAME,
                        "description",
                        "Looks orders up and refunds them once a person has agreed.",
                        "agent_type",
                        "task",
                        "tags",
                        List.of("demo"),
                        "capabilities",
                        Map.of("read", true, "write", true),
                        "config",
                        Map.of(
                                "model",
                                model,
                                "system_prompt",
                                "You help customers of a small shop. Look an order up before you refund it.",
                                "tools",
                                List.of("orders.lookup", "orders.refund"))));
    }

    private void offer(String name, Map<String, Object> definition) throws IOException, InterruptedException {
        Map<String, Object> named = new HashMap<>(definition);
        named.put("name", name);
        if (admin.send("POST", "/api/v1/tools", named).status() != 201) {
            admin.call("PATCH", "/api/v1/tools/" + name, definition);
        }
    }

    private static Map<String, Object> parameters(List<String> names) {
        Map<String, Object> properties = new HashMap<>();
        names.forEach(name -> properties.put(name, Map.of("type", name.equals("amount") ? "number" : "string")));
        return Map.of("type", "object", "properties", properties, "required", List.of("order_id"));
    }
}
