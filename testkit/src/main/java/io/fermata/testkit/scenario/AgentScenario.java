package io.fermata.testkit.scenario;

import io.fermata.testkit.ScriptedModelServer;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A test of an agent on a running platform: what the model will say, which agent, what the user asks, what must happen.
 * The agent is created by the first run and used by the following ones.
 */
public final class AgentScenario {
    private final Gateway gateway;
    private Gateway approver;
    private AgentSpec agent = AgentSpec.empty();
    private @Nullable String agentId;
    private Decision decision = Decision.LEAVE_OPEN;
    private Duration patience = Duration.ofSeconds(60);

    private AgentScenario(Gateway gateway) {
        this.gateway = gateway;
        this.approver = gateway;
    }

    public static AgentScenario on(Gateway gateway) {
        return new AgentScenario(gateway);
    }

    public AgentScenario agent(UnaryOperator<AgentSpec> description) {
        return agent(description.apply(AgentSpec.empty()));
    }

    AgentScenario agent(AgentSpec spec) {
        agent = spec;
        agentId = null;
        return this;
    }

    /** An agent that exists already. */
    public AgentScenario existingAgent(String id) {
        agentId = id;
        return this;
    }

    /** What the model says from here on; the platform must have been started with this server as its provider. */
    public AgentScenario script(ScriptedModelServer model, Script script) {
        model.play(script);
        return this;
    }

    /** The same for a model server in another process: its address, and the script as YAML. */
    public AgentScenario script(String modelUrl, String yaml) {
        RemoteModel.play(modelUrl, yaml);
        return this;
    }

    /** Makes sure that a tool exists; the map is the body of {@code POST /api/v1/tools}. */
    public AgentScenario tool(Map<String, ?> definition) {
        return tool(Json.tree(definition));
    }

    AgentScenario tool(JsonNode definition) {
        var answer = gateway.tryPost("/api/v1/tools", definition);
        if (answer.statusCode() >= 300 && answer.statusCode() != 409) {
            throw new AssertionError("the tool " + definition.path("name") + " was refused: " + answer.body());
        }
        return this;
    }

    /** Every approval the run asks for is given. */
    public AgentScenario approving() {
        return deciding(Decision.APPROVE);
    }

    public AgentScenario rejecting() {
        return deciding(Decision.REJECT);
    }

    /** Who decides, when it must be somebody else than who runs the agent. */
    public AgentScenario decidedBy(Gateway somebodyElse) {
        approver = somebodyElse;
        return this;
    }

    AgentScenario deciding(Decision everyTime) {
        decision = everyTime;
        return this;
    }

    /** How long a run may take. */
    public AgentScenario within(Duration limit) {
        patience = limit;
        return this;
    }

    /** Runs the agent with a message and waits until the run has ended, or waits for somebody. */
    public FinishedRun run(String message) {
        return run(Json.object().put("message", message));
    }

    public FinishedRun run(JsonNode input) {
        var body = Json.object();
        body.set("input", input);
        var accepted = gateway.post("/api/v1/agents/" + agentId() + "/runs", body);
        return new RunWatch(gateway, approver, decision, patience)
                .await(accepted.path("id").asString());
    }

    private String agentId() {
        if (agentId == null) {
            var created = gateway.post("/api/v1/agents", agent.body());
            agentId = created.path("id").asString();
            if (!created.path("status").asString("active").equals("active")) {
                gateway.post("/api/v1/agents/" + agentId + "/activate", Map.of());
            }
        }
        return agentId;
    }
}
