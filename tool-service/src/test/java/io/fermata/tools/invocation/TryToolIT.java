package io.fermata.tools.invocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ToolServiceIntegration
class TryToolIT {
    @LocalServerPort
    private int port;

    private Api api;
    private Calls calls;

    @BeforeEach
    void aTenant() {
        api = Api.newTenant(port);
        calls = new Calls(api);
    }

    @Test
    void calculates() {
        assertThat(invoke("calculator", "{\"expression\": \"(2 + 3) * 4\"}").text("/output/result"))
                .isEqualTo("20");
    }

    @Test
    void tellsTheTime() {
        Answer answer = invoke("clock.now", "{\"timezone\": \"Europe/Vienna\"}");

        assertThat(answer.text("/output/timezone")).isEqualTo("Europe/Vienna");
        assertThat(answer.text("/output/now")).matches("\\d{4}-.*\\+0[12]:00");
    }

    @Test
    void readsAUrl() {
        Endpoint endpoint = Endpoint.answeringJson("{\"hello\": \"world\"}");

        assertThat(invoke("http.get", "{\"url\": \"" + endpoint.url() + "\"}").text("/output/hello"))
                .isEqualTo("world");
    }

    @Test
    void putsArgumentsWhereTheUrlNamesThemAndTheRestIntoTheQuery() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("search", "GET", endpoint.url() + "?q={q}", """
                "parameters": {"type": "object", "properties": {"q": {"type": "string"}, "tags": {"type": "array"}}}""");

        invoke("search", "{\"q\": \"a&b\", \"tags\": [\"x\", 1]}");

        assertThat(endpoint.requests().getFirst().getUrl()).endsWith("?q=a%26b&tags=x&tags=1");
    }

    @Test
    void doesNotClimbOutOfItsPath() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("order", "GET", endpoint.url() + "/{id}/secret", """
                "parameters": {"type": "object", "properties": {"id": {"type": "string"}}}""");

        Answer answer = invoke("order", "{\"id\": \"..\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/arguments/id");
    }

    @Test
    void doesNotClimbOutOfItsPathByDotsPutTogether() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("joined", "GET", endpoint.url() + "/{a}{b}/secret", """
                "parameters": {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}""");

        Answer answer = invoke("joined", "{\"a\": \".\", \"b\": \".\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/arguments/a");
    }

    @Test
    void pointsAtWrongArguments() {
        Answer answer = invoke("calculator", "{}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/type")).isEqualTo("urn:problem:validation");
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/arguments/expression");
    }

    @Test
    void pointsAtAnArgumentThatFitsTheSchemaAndIsWrong() {
        Answer answer = invoke("clock.now", "{\"timezone\": \"Nowhere/Never\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/arguments/timezone");
    }

    @Test
    void refusesHalfACharacterAsAnArgument() {
        Answer answer = invoke("calculator", "{\"expression\": \"\\ud800\"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/arguments/expression");
    }

    @Test
    void saysWhichToolWasCalled() {
        assertThat(invoke("calculator", "{\"expression\": \"1\"}").text("/tool"))
                .isEqualTo("calculator");
        assertThat(invoke("calculator", "{\"expression\": \"1/0\"}").text("/tool"))
                .isEqualTo("calculator");
    }

    @Test
    void saysWhenALimitedToolMayBeCalledAgain() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register(
                "seldom", "GET", endpoint.url(), "\"rate_limit\": {\"max_calls\": 1, \"window_seconds\": 86400}");
        invoke("seldom", "{}");

        Answer refused = invoke("seldom", "{}");

        assertThat(refused.status()).isEqualTo(429);
        long said = ZonedDateTime.parse(refused.header("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toEpochSecond();
        assertThat(Long.parseLong(refused.header("Retry-After"))).isCloseTo(86_400 - said % 86_400, within(10L));
    }

    @Test
    void hidesWhatTheToolDeclaresSensitive() {
        Endpoint endpoint =
                Endpoint.answeringJson("{\"items\": [{\"card\": \"4111\", \"id\": 1}], \"card\": \"4111\"}");
        calls.register("cards", "GET", endpoint.url(), "\"redact\": [\"$.card\", \"$.items[*].card\"]");

        Answer answer = invoke("cards", "{}");

        assertThat(answer.raw().body()).doesNotContain("4111");
        assertThat(answer.body().at("/output/items/0/id").intValue()).isOne();
    }

    @Test
    void leavesToolsThatNeedAnApprovalToRuns() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("dangerous", "POST", endpoint.url(), "\"requires_approval\": true");

        Answer answer = api.with("tools:invoke").post("/api/v1/tools/dangerous/invoke", "{\"arguments\": {}}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(endpoint.requests()).isEmpty();
        assertThat(invoke("dangerous", "{}").text("/outcome")).isEqualTo("succeeded");
    }

    @Test
    void answersTheSameIdempotencyKeyWithTheFirstAnswer() {
        Endpoint endpoint = Endpoint.answering(aResponse().withBody("{\"n\": 1}"));
        calls.register("posted", "POST", endpoint.url(), "");

        for (int i = 0; i < 2; i++) {
            api.send("POST", "/api/v1/tools/posted/invoke", "{\"arguments\": {}}", "Idempotency-Key", "try-1");
        }

        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void listsWhatWasCalled() {
        calls.execute("stp_listed", "calculator", "{\"expression\": \"1\"}");
        invoke("calculator", "{\"expression\": \"1/0\"}");

        assertThat(api.get("/api/v1/tool-executions").body().at("/data")).hasSize(2);
        Answer ofRun = api.get("/api/v1/tool-executions?run_id=run_1&tool=calculator&status=succeeded");
        assertThat(ofRun.body().at("/data")).hasSize(1);
        assertThat(ofRun.text("/data/0/effect_key")).isEqualTo("stp_listed");
        assertThat(ofRun.text("/data/0/output/result")).isEqualTo("1");
        assertThat(api.get("/api/v1/tool-executions?status=failed").text("/data/0/error/code"))
                .isEqualTo("calculation-failed");
        assertThat(Api.newTenant(port).get("/api/v1/tool-executions").body().at("/data"))
                .isEmpty();
    }

    private Answer invoke(String tool, String arguments) {
        return api.post("/api/v1/tools/" + tool + "/invoke", "{\"arguments\": " + arguments + "}");
    }
}
