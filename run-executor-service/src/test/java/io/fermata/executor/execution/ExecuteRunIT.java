package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@WholeServiceTest
class ExecuteRunIT {

    private final String tenant = unique("execute");

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
    }

    @Test
    void answersAndAccountsForIt() {
        MODEL.play(Script.when(m -> m.user("hello")).replies("Hello yourself.").build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "system_prompt", "Be brief."));

        JsonNode run = api.run(agent, "hello").expect(200).body();

        assertThat(run.at("/output/message").asString()).isEqualTo("Hello yourself.");
        assertThat(run.get("status").asString()).isEqualTo("succeeded");
        assertThat(run.get("llm_provider").asString()).isEqualTo("openai");
        assertThat(run.get("total_tokens").asLong()).isPositive();
        assertThat(api.stepTypes(run.get("id").asString())).containsExactly("think", "output");
    }

    @Test
    void callsAToolOnceAndGoesOn() {
        String tool = unique("orders.lookup").replace('-', '_');
        tool(tool, false, succeeded("{\"amount\":42.50}"));
        MODEL.play(Script.when(m -> m.user("order").round(1))
                .calls(tool, Map.of("order_id", "42"))
                .when(m -> m.toolAnswered(tool))
                .replies("It cost {{tool_result.amount}}.")
                .build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));

        JsonNode run = api.run(agent, "order 42").expect(200).body();

        assertThat(run.at("/output/message").asString()).isEqualTo("It cost 42.50.");
        assertThat(executionsOf(tool)).hasSize(1);
        String id = run.get("id").asString();
        assertThat(api.stepTypes(id)).containsExactly("think", "tool_call", "tool_result", "think", "output");
        assertThat(run.at("/actions_taken/0/action").asString()).isEqualTo(tool);
        assertThat(api.get("/api/v1/runs/" + id).body()).isEqualTo(run);
    }
}
