package io.fermata.executor.session;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.JsonNodeFactory;

/** What one agent was told is not told to another, not even within a tenant. */
@WholeServiceTest
class SessionOfAnAgentIT {

    private static final Map<String, Object> CONFIG = Map.of("model", "openai/gpt-4o-mini");

    private final String tenant = unique("confidant");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String confidant;
    private String other;
    private String session;

    @BeforeEach
    void oneAgentHasBeenTold() {
        MODEL.play(Script.always().replies("I keep it.").build());
        api = RunApi.of(port, tenant);
        confidant = agent("active", CONFIG);
        other = agent("active", CONFIG);
        session = start(confidant, "{\"input\":{\"message\":\"a confidence\"}}")
                .expect(200)
                .text("session_id");
    }

    @Test
    void itsOwnAgentGoesOnInIt() {
        Answer next = start(confidant, inSession("and again")).expect(200);

        assertThat(next.text("session_id")).isEqualTo(session);
    }

    @Test
    void anotherAgentIsNotStartedInIt() {
        Answer refused = start(other, inSession("what were you told?")).expect(422);

        assertThat(refused.problem()).isEqualTo("validation");
        assertThat(refused.body().at("/errors/0/pointer").asString("")).isEqualTo("/session_id");
        assertThat(api.get("/api/v1/runs?agent_id=" + other).body().get("data")).isEmpty();
    }

    @Test
    void noRecordStartsAnotherAgentInIt() {
        String run = unique("run_of_another");
        Bus.publish(tenant, run, requested(run), TestTokens.token(tenant, "runs:create"));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.deadLetters(Topics.RUN_REQUESTED, run), List.of("session-of-another-agent")::equals);
        api.get("/api/v1/runs/" + run).expect(404);
    }

    private Answer start(String agent, String body) {
        return api.post("/api/v1/agents/" + agent + "/runs", body, "Prefer", "wait=30");
    }

    private String inSession(String message) {
        return "{\"input\":{\"message\":\"" + message + "\"},\"session_id\":\"" + session + "\"}";
    }

    private RunRequested requested(String run) {
        return new RunRequested(
                run,
                other,
                null,
                session,
                JsonNodeFactory.instance.objectNode().put("message", "what were you told?"),
                new Trigger("channel", null),
                null,
                null);
    }
}
