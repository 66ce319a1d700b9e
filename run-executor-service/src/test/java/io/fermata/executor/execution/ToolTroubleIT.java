package io.fermata.executor.execution;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.fermata.executor.Neighbours.HTTP;
import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.offeredTogether;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.toolAfterOutage;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tools that are away, unknown, or several at once. */
@WholeServiceTest
class ToolTroubleIT {

    private final String tenant = unique("trouble");
    private final String tool = unique("orders.lookup").replace('-', '_');

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        MODEL.play(Script.when(m -> m.user("go").round(1))
                .calls(tool, Map.of("order_id", "42"))
                .otherwise()
                .replies("Heard: {{tool_result}}")
                .build());
    }

    @Test
    void waitsForTheToolServiceUnderOneKey() {
        toolAfterOutage(tool, 3, succeeded("{\"paid\":42.50}"));

        JsonNode run = api.run(agentWith(tool), "go").expect(200).body();

        assertThat(run.at("/output/message").asString()).contains("42.50");
        assertThat(executionsOf(tool)).hasSize(4);
        assertThat(executionsOf(tool).stream().map(ToolTroubleIT::effectKey).distinct())
                .hasSize(1);
    }

    @Test
    void tellsTheModelOfAToolThatFailed() {
        tool(tool, false, answer("failed", "{\"code\":\"tool-timeout\",\"message\":\"too slow\",\"retryable\":true}"));

        JsonNode run = api.run(agentWith(tool), "go").expect(200).body();

        assertThat(run.get("status").asString()).isEqualTo("succeeded");
        assertThat(run.at("/output/message").asString())
                .contains("tool-timeout")
                .contains("too slow");
    }

    @Test
    void refusesAToolTheAgentWasNotGiven() {
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));

        JsonNode run = api.run(agent, "go").expect(200).body();

        assertThat(run.at("/output/message").asString()).contains("tool-not-allowed");
        assertThat(executionsOf(tool)).isEmpty();
    }

    @Test
    void runsOneCallWhileAnotherIsHeld() {
        String gated = unique("orders.refund").replace('-', '_');
        tool(tool, false, succeeded("{}"));
        tool(gated, true, succeeded("{}"));
        offeredTogether(tool, gated);
        MODEL.play(Script.when(m -> m.user("go").round(1))
                .calls(tool, Map.of())
                .with(reply -> reply.call(gated, Map.of("amount", 1)))
                .otherwise()
                .replies("Both done.")
                .build());

        String run = api.start(agentWith(tool, gated), "go");
        api.awaitStatus(run, "waiting_approval");
        assertThat(executionsOf(tool)).hasSize(1);
        assertThat(executionsOf(gated)).isEmpty();
        approve(run);

        api.awaitStatus(run, "succeeded");
        assertThat(executionsOf(tool)).hasSize(1);
        assertThat(executionsOf(gated)).hasSize(1);
    }

    @Test
    void tellsTheToolServiceToStopWhenTheRunIsCancelled() {
        tool(tool, false, succeeded("{}").withFixedDelay(20_000));
        String run = api.start(agentWith(tool), "go");
        await().atMost(Duration.ofSeconds(30)).until(() -> executionsOf(tool).size() == 1);

        api.post("/api/v1/runs/" + run + "/cancel", "{}");

        api.awaitStatus(run, "cancelled");
        assertThat(api.stepTypes(run)).containsExactly("think", "tool_call", "tool_result", "error");
        assertThat(api.steps(run).get(2).at("/output/outcome").asString()).isEqualTo("unknown");
        String key = effectKey(executionsOf(tool).getFirst());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> HTTP.getAllServeEvents().stream()
                        .anyMatch(event -> event.getRequest().getUrl().endsWith(key + "/cancel")));
    }

    private void approve(String run) {
        ApprovalRequired asked = await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.received(ApprovalRequired.class, run), list -> !list.isEmpty())
                .getFirst();
        String nothing = null;
        Bus.publish(
                tenant,
                run,
                new ApprovalDecided(
                        asked.approvalId(),
                        run,
                        asked.stepId(),
                        "approved",
                        "user:usr_boss",
                        nothing,
                        asked.argumentsSha256(),
                        Instant.EPOCH),
                null);
    }

    private static String agentWith(String... tools) {
        return agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tools)));
    }

    private static ResponseDefinitionBuilder answer(String outcome, String error) {
        return aResponse()
                .withHeader("Content-Type", "application/json")
                .withBody("{\"outcome\":\"" + outcome + "\",\"output\":null,\"error\":" + error
                        + ",\"attempts\":1,\"latency_ms\":1,\"replayed\":false,\"tool\":null}");
    }

    private static String effectKey(LoggedRequest request) {
        return JsonMapper.shared()
                .readTree(request.getBodyAsString())
                .get("effect_key")
                .asString();
    }
}
