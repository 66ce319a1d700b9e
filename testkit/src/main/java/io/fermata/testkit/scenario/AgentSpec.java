package io.fermata.testkit.scenario;

import io.fermata.testkit.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The agent under test, as it will be created. What is not said is left to the platform's defaults. */
public final class AgentSpec {
    private final ObjectNode body;

    private AgentSpec(ObjectNode body) {
        this.body = body;
    }

    static AgentSpec empty() {
        return new AgentSpec(Json.object().put("name", "agent-under-test"));
    }

    /** The body of {@code POST /api/v1/agents}. */
    static AgentSpec of(JsonNode body) {
        return new AgentSpec((ObjectNode) body.deepCopy());
    }

    public AgentSpec name(String name) {
        body.put("name", name);
        return this;
    }

    /** With its provider, such as {@code openai/gpt-4o-mini}. */
    public AgentSpec model(String model) {
        return config("model", model);
    }

    public AgentSpec systemPrompt(String prompt) {
        return config("system_prompt", prompt);
    }

    public AgentSpec tools(String... names) {
        return config("tools", List.of(names));
    }

    public AgentSpec requireApprovalFor(String... tools) {
        return guardrail("require_approval_for", List.of(tools));
    }

    public AgentSpec guardrail(String name, Object value) {
        config().withObject("guardrails").set(name, Json.tree(value));
        return this;
    }

    public AgentSpec config(String name, Object value) {
        config().set(name, Json.tree(value));
        return this;
    }

    JsonNode body() {
        return body;
    }

    private ObjectNode config() {
        return body.withObject("config");
    }
}
