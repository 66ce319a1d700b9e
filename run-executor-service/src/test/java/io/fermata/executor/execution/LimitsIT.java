package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.log.LoggedRequest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What stops a run, and what does not. */
@WholeServiceTest
class LimitsIT {

    private static final String MODEL_NAME = "openai/gpt-4o-mini";

    private final String tenant = unique("limits");

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
    }

    @Test
    void stopsBeforeTheStepThatWouldBeTooMany() {
        String tool = anyTool();
        MODEL.play(Script.always().calls(tool, Map.of()).build());
        String agent = agent(
                "active", Map.of("model", MODEL_NAME, "tools", List.of(tool), "guardrails", Map.of("max_steps", 3)));

        JsonNode run = api.run(agent, "for ever").expect(200).body();

        assertThat(run.at("/error/code").asString()).isEqualTo("max-steps-exceeded");
        assertThat(api.stepTypes(run.get("id").asString()).stream().filter("think"::equals))
                .hasSize(3);
    }

    @Test
    void makesNoCallThatTheBudgetCannotPay() {
        MODEL.play(Script.always().replies("expensive").build());
        String agent =
                agent("active", Map.of("model", "openai/gpt-4o", "guardrails", Map.of("max_cost_usd", 0.000001)));

        JsonNode run = api.run(agent, "spend").expect(200).body();

        assertThat(run.at("/error/code").asString()).isEqualTo("budget-exceeded");
        assertThat(run.get("total_tokens").asLong()).isZero();
    }

    @Test
    void triesABusyModelAgain() {
        MODEL.play(Script.when(m -> m.user("busy"))
                .fails(503)
                .then()
                .replies("At last.")
                .build());
        String agent = agent("active", Map.of("model", MODEL_NAME));

        JsonNode run = api.run(agent, "busy").expect(200).body();

        assertThat(run.at("/output/message").asString()).isEqualTo("At last.");
        assertThat(api.stepTypes(run.get("id").asString())).containsExactly("error", "think", "output");
    }

    @Test
    void asksTheNextModelWhenTheFirstRefuses() {
        MODEL.play(Script.when(m -> m.model("gpt-4o"))
                .fails(401)
                .when(m -> m.model("claude-haiku-4-5"))
                .replies("Me then.")
                .build());
        String agent = agent(
                "active", Map.of("model", "openai/gpt-4o", "fallback_models", List.of("anthropic/claude-haiku-4-5")));

        JsonNode run = api.run(agent, "anyone").expect(200).body();

        assertThat(run.at("/output/message").asString()).isEqualTo("Me then.");
        assertThat(run.get("llm_provider").asString()).isEqualTo("anthropic");
    }

    @Test
    void failsWithAReasonWhenNoModelAnswers() {
        MODEL.play(Script.always().fails(500).build());
        String agent = agent("active", Map.of("model", MODEL_NAME));

        JsonNode run = api.run(agent, "hopeless").expect(200).body();

        assertThat(run.get("status").asString()).isEqualTo("failed");
        assertThat(run.at("/error/code").asString()).isEqualTo("model-unavailable");
        assertThat(run.at("/error/retryable").asBoolean()).isTrue();
    }

    @Test
    void asksAgainWhenTheAnswerDoesNotFitTheSchema() {
        MODEL.play(Script.when(m -> m.call(1))
                .replies("forty-two")
                .when(m -> m.call(2))
                .replies("{\"answer\": 42}")
                .build());
        Map<String, Object> schema = Map.of(
                "type", "object",
                "properties", Map.of("answer", Map.of("type", "integer")),
                "required", List.of("answer"));
        String agent = agent("active", Map.of("model", MODEL_NAME, "output_schema", schema));

        JsonNode run = api.run(agent, "the question").expect(200).body();

        assertThat(run.at("/output/data/answer").asInt()).isEqualTo(42);
        assertThat(api.stepTypes(run.get("id").asString())).containsExactly("think", "error", "think", "output");
    }

    @Test
    void remembersTheSession() {
        MODEL.play(Script.when(m -> m.user("my name is Ada"))
                .replies("Hello Ada.")
                .when(m -> m.user("who am I"))
                .replies("seen")
                .build());
        String agent = agent("active", Map.of("model", MODEL_NAME));
        String session = api.run(agent, "my name is Ada").text("session_id");

        api.post(
                        "/api/v1/runs",
                        "{\"agent_id\":\"" + agent + "\",\"session_id\":\"" + session
                                + "\",\"input\":{\"message\":\"who am I\"}}",
                        "Prefer",
                        "wait=30")
                .expect(200);

        assertThat(api.get("/api/v1/sessions/" + session + "/messages").body().get("data"))
                .extracting(message -> message.get("content").asString())
                .containsExactly("seen", "who am I", "Hello Ada.", "my name is Ada");
    }

    @Test
    void cancelReachesTheModelsSocket() {
        MODEL.play(Script.always()
                .replies("too late")
                .delayed(Duration.ofSeconds(20))
                .build());
        String agent = agent("active", Map.of("model", MODEL_NAME));
        String run = api.start(agent, "slow");
        api.awaitStatus(run, "running");

        api.post("/api/v1/runs/" + run + "/cancel", "{}");

        api.awaitStatus(run, "cancelled");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> MODEL.log().requests().getLast().outcome() == LoggedRequest.Outcome.ABANDONED);
    }

    private static String anyTool() {
        String name = unique("any.tool").replace('-', '_');
        tool(name, false, succeeded("{}"));
        return name;
    }
}
