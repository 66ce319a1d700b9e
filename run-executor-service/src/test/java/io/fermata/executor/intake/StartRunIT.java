package io.fermata.executor.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.Neighbours;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Starting runs by HTTP, well and badly. */
@WholeServiceTest
class StartRunIT {

    private static final Map<String, Object> CONFIG = Map.of("model", "openai/gpt-4o-mini");
    private static final String HELLO = RunApi.input("hello");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, unique("start"));
        MODEL.play(Script.always().replies("Hello.").build());
        agent = agent("active", CONFIG);
    }

    @Test
    void acceptsARunAndSaysWhereItIs() {
        Answer accepted = api.post(path(agent), HELLO).expect(202);

        assertThat(accepted.text("status")).isEqualTo("queued");
        assertThat(accepted.text("agent_id")).isEqualTo(agent);
        assertThat(accepted.body().get("agent_version").asInt()).isEqualTo(1);
        assertThat(accepted.text("session_id")).startsWith("ses_");
        api.awaitStatus(accepted.text("id"), "succeeded");
    }

    @Test
    void answersWithTheEndWhenTheCallerPrefersToWait() {
        assertThat(api.post(path(agent), HELLO, "Prefer", "wait=30").expect(200).text("status"))
                .isEqualTo("succeeded");
    }

    @Test
    void answersWithWhatItHasWhenTheWaitIsOver() {
        MODEL.play(
                Script.always().replies("late").delayed(Duration.ofSeconds(60)).build());

        Answer early = api.post(path(agent), HELLO, "Prefer", "wait=1").expect(202);

        assertThat(early.text("status")).isIn("queued", "running");
        api.post("/api/v1/runs/" + early.text("id") + "/cancel", "{}");
        api.awaitStatus(early.text("id"), "cancelled");
    }

    /** The registry is asked in this service's name: an id leads nowhere but to an agent. */
    @ParameterizedTest
    @ValueSource(strings = {"../agents/%s", "%s?version=1", "%s#", "%s ", "%s/../%1$s", "{}", "%%41"})
    void knowsNoAgentByAnAddress(String address) {
        api.post(
                        "/api/v1/runs",
                        "{\"agent_id\":\"" + address.formatted(agent) + "\",\"input\":{\"message\":\"hello\"}}")
                .expect(404);
    }

    @Test
    void returnsTheFirstRunWhenTheSameKeyArrivesTwice() {
        String key = unique("key");

        Answer first = api.post(path(agent), HELLO, "Idempotency-Key", key).expect(202);
        Answer again = api.post(path(agent), HELLO, "Idempotency-Key", key).expect(202);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(api.get("/api/v1/runs").body().get("data")).hasSize(1);
    }

    @Test
    void refusesAKeyThatWasUsedForSomethingElse() {
        String key = unique("key");
        api.post(path(agent), HELLO, "Idempotency-Key", key).expect(202);

        Answer other = api.post(path(agent), RunApi.input("other"), "Idempotency-Key", key)
                .expect(422);

        assertThat(other.problem()).isEqualTo("idempotency-mismatch");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"input\":{\"message\":\"hi\"},\"surprise\":1} | 400 | unknown-property | /surprise",
                "{\"input\":                                     | 400 | malformed-body   | ",
                "{\"input\":{},\"input\":{}}                     | 400 | malformed-body   | ",
                "{}                                              | 422 | validation       | /input",
                "{\"input\":null}                                | 422 | validation       | /input",
                "{\"input\":\"hi\"}                              | 422 | validation       | /input",
                "{\"input\":{\"message\":7}}                     | 422 | validation       | /input/message",
                "{\"input\":{},\"agent_version\":\"x\"}          | 422 | validation       | /agent_version",
                "{\"input\":{},\"agent_version\":0}              | 422 | validation       | /agent_version",
                "{\"input\":{},\"metadata\":[]}                  | 422 | validation       | /metadata",
                "{\"input\":{},\"runner\":\"me\"}                | 422 | validation       | /runner",
                "{\"input\":{},\"session_id\":\"ses_nobodys\"}   | 404 | not-found        | ",
                "{\"input\":{},\"agent_id\":\"agt_other\"}       | 422 | validation       | /agent_id"
            })
    void saysWhatIsWrongWithTheBody(String body, int status, String problem, String pointer) {
        Answer refused = api.post(path(agent), body).expect(status);

        assertThat(refused.problem()).isEqualTo(problem);
        assertThat(refused.body().at("/errors/0/pointer").asString(null)).isEqualTo(pointer);
        assertThat(api.get("/api/v1/runs").body().get("data")).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        Answer refused =
                api.post(path(agent), RunApi.input("x".repeat(1_100_000))).expect(413);

        assertThat(refused.problem()).isEqualTo("payload-too-large");
    }

    @Test
    void wantsAnAgentToRun() {
        assertThat(api.post("/api/v1/runs", HELLO)
                        .expect(422)
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/agent_id");
        assertThat(api.post(path("agt_nobody"), HELLO).expect(404).problem()).isEqualTo("not-found");
    }

    @Test
    void saysWhichVersionTheAgentDoesNotHave() {
        String known = agentWithoutVersion(77);

        Answer refused =
                api.post(path(known), "{\"input\":{},\"agent_version\":77}").expect(404);

        assertThat(refused.problem()).isEqualTo("not-found");
        assertThat(refused.text("detail")).isEqualTo("The agent has no version 77.");
        assertThat(api.post(path("agt_nobody"), "{\"input\":{},\"agent_version\":77}")
                        .expect(404)
                        .text("detail"))
                .isEqualTo("There is no such agent.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"draft", "paused", "deprecated"})
    void startsOnlyActiveAgents(String status) {
        Answer refused = api.post(path(agent(status, CONFIG)), HELLO).expect(409);

        assertThat(refused.problem()).isEqualTo("conflict");
        assertThat(refused.text("detail")).contains(status);
    }

    @Test
    void asksWhetherAKnownAgentStillIsSo() {
        String changing = agent("active", CONFIG);
        api.run(changing, "hello").expect(200);

        api.run(changing, "hello").expect(200);
        Neighbours.agent(changing, 2, "paused", CONFIG);
        api.post(path(changing), HELLO).expect(409);
        Neighbours.agent(changing, 3, "active", CONFIG);
        api.run(changing, "hello").expect(200);

        assertThat(Neighbours.HTTP.findAll(getRequestedFor(urlPathEqualTo("/internal/v1/agents/" + changing))))
                .extracting(request -> request.getHeader("If-None-Match"))
                .containsExactly(null, "\"1\"", "\"1\"", "\"2\"");
    }

    @Test
    void repeatsARunThatHasEnded() {
        String first = api.run(agent, "hello").expect(200).text("id");

        Answer again = api.post("/api/v1/runs/" + first + "/retry", "", "Prefer", "wait=30")
                .expect(200);

        assertThat(again.text("id")).isNotEqualTo(first);
        assertThat(again.body().get("input"))
                .isEqualTo(api.get("/api/v1/runs/" + first).body().get("input"));
    }

    @Test
    void takesTextThatDatabasesDoNotLike() {
        String awkward = "{\"input\":{\"message\":\"a\\u0000b \\ud83d\\ude00 \\ud83d\"}}";

        Answer run = api.post(path(agent), awkward, "Prefer", "wait=30");

        assertThat(run.status()).isIn(200, 400, 422);
    }

    private static String agentWithoutVersion(int version) {
        String id = agent("active", CONFIG);
        Neighbours.HTTP.stubFor(get(urlPathEqualTo("/internal/v1/agents/" + id))
                .withQueryParam("version", equalTo(Integer.toString(version)))
                .willReturn(aResponse().withStatus(404)));
        return id;
    }

    private static String path(String agentId) {
        return "/api/v1/agents/" + agentId + "/runs";
    }
}
