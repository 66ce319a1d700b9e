package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@WholeServiceTest
class HoldCallIT {

    private final String tenant = unique("hold");
    private final String tool = unique("orders.refund").replace('-', '_');

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        tool(tool, true, succeeded("{\"refunded\":true}"));
        MODEL.play(Script.when(m -> m.user("refund").round(1))
                .calls(tool, Map.of("order_id", "42", "amount", 42.50))
                .when(m -> m.toolAnswered(tool))
                .replies("Heard: {{tool_result}}")
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
    }

    @Test
    void waitsForAPersonAndThenRunsExactlyWhatWasShown() {
        String run = api.start(agent, "refund it");
        ApprovalRequired asked = awaitAsked(run);
        api.awaitStatus(run, "waiting_approval");
        assertThat(executionsOf(tool)).isEmpty();

        decide(asked, "approved", asked.argumentsSha256());

        JsonNode done = api.awaitStatus(run, "succeeded");
        assertThat(executionsOf(tool)).hasSize(1);
        assertThat(executionsOf(tool).getFirst().getBodyAsString()).contains("42.5");
        assertThat(api.stepTypes(run))
                .containsExactly(
                        "think",
                        "approval_request",
                        "approval_response",
                        "tool_call",
                        "tool_result",
                        "think",
                        "output");
        assertThat(done.at("/actions_taken/0/auto_approved").asBoolean()).isFalse();
    }

    @Test
    void tellsTheModelWhenAPersonSaysNo() {
        String run = api.start(agent, "refund it");

        decide(awaitAsked(run), "rejected", awaitAsked(run).argumentsSha256());

        JsonNode done = api.awaitStatus(run, "succeeded");
        assertThat(executionsOf(tool)).isEmpty();
        assertThat(done.at("/output/message").asString()).contains("rejected").contains("not today");
    }

    @Test
    void ignoresADecisionAboutOtherArguments() {
        String run = api.start(agent, "refund it");
        ApprovalRequired asked = awaitAsked(run);

        decide(asked, "approved", "0".repeat(64));
        decide(asked, "rejected", asked.argumentsSha256());

        api.awaitStatus(run, "succeeded");
        assertThat(executionsOf(tool)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai/gpt-4o-mini", "anthropic/claude-sonnet-4-5"})
    void asksNobodyAboutWhatIsNotArguments(String model) {
        MODEL.play(Script.when(m -> m.user("refund").round(1))
                .with(reply -> reply.garbledCall(tool, "{\"order_id\": \"4"))
                .when(m -> m.toolAnswered(tool))
                .replies("Heard: {{tool_result}}")
                .build());

        String run = api.start(agent("active", Map.of("model", model, "tools", List.of(tool))), "refund it");

        JsonNode done = api.awaitStatus(run, "succeeded");
        assertThat(done.at("/output/message").asString()).contains("invalid-arguments");
        assertThat(api.stepTypes(run)).doesNotContain("approval_request");
        assertThat(executionsOf(tool)).isEmpty();
    }

    @Test
    void canBeCancelledWhileItWaits() {
        String run = api.start(agent, "refund it");
        api.awaitStatus(run, "waiting_approval");

        api.post("/api/v1/runs/" + run + "/cancel", "{\"reason\":\"changed my mind\"}");

        api.awaitStatus(run, "cancelled");
        assertThat(api.stepTypes(run)).endsWith("tool_result", "error");
        assertThat(api.post("/api/v1/runs/" + run + "/cancel", "{}").expect(409).problem())
                .isEqualTo("conflict");
    }

    private ApprovalRequired awaitAsked(String run) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.received(ApprovalRequired.class, run), asked -> !asked.isEmpty())
                .getFirst();
    }

    private void decide(ApprovalRequired asked, String decision, String sha) {
        Bus.publish(
                tenant,
                asked.runId(),
                new ApprovalDecided(
                        asked.approvalId(),
                        asked.runId(),
                        asked.stepId(),
                        decision,
                        "user:usr_boss",
                        "not today",
                        sha,
                        Clock.systemUTC().instant()),
                null);
    }
}
