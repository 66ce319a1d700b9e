package io.fermata.tools.invocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.RawServer;
import io.fermata.tools.harness.ToolServiceIntegration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ToolServiceIntegration
class FaultyToolIT {
    @LocalServerPort
    private int port;

    private Calls calls;

    @BeforeEach
    void aTenant() {
        calls = new Calls(Api.newTenant(port));
    }

    @Test
    void callsAKeyedToolAgainUnderTheSameKeyWhenItAnswers500() {
        Endpoint endpoint = Endpoint.answering(aResponse().withStatus(500).withBody("boom"));
        calls.register("failing", "POST", endpoint.url(), "\"idempotency\": \"keyed\"");

        Answer answer = calls.execute("stp_again", "failing", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(answer.text("/error/code")).isEqualTo("tool-unavailable");
        assertThat(answer.text("/error/message")).contains("500", "boom");
        assertThat(answer.body().at("/attempts").intValue()).isEqualTo(3);
        assertThat(endpoint.requests())
                .hasSize(3)
                .allSatisfy(request ->
                        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("stp_again"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\": 1} {\"x\": 2}", "{\"x\": 1, \"x\": 2}", "{\"x\": ", "not JSON"})
    void saysWhereUnreadableArgumentsEndWithoutNamingWhatReadsThem(String arguments) {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("careful", "POST", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "careful", arguments);

        assertThat(answer.text("/error/code")).isEqualTo("invalid-arguments");
        assertThat(answer.text("/error/message")).contains("from column").doesNotContain("jackson", "Json", "Token");
        assertThat(endpoint.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "queryable"})
    void neverCallsAToolTwiceThatMayHaveActed(String idempotency) {
        Endpoint endpoint = Endpoint.answering(aResponse().withStatus(503));
        calls.register("fragile", "POST", endpoint.url(), "\"idempotency\": \"" + idempotency + "\"");

        Answer answer = calls.execute(Calls.newKey(), "fragile", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void doesNotKnowWhatBecameOfACallWhoseConnectionBroke() {
        Endpoint endpoint = Endpoint.answering(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        calls.register("broken", "POST", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "broken", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("unknown");
        assertThat(answer.text("/error/code")).isEqualTo("connection-broken");
        assertThat(answer.text("/error/message")).startsWith("The tool may have acted");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void failsWhenARepeatableToolTakesTooLong() {
        Endpoint endpoint = Endpoint.answering(aResponse().withFixedDelay(20_000));
        calls.register("slow", "GET", endpoint.url(), "\"timeout_seconds\": 1");

        Answer answer = calls.execute(Calls.newKey(), "slow", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(answer.text("/error/code")).isEqualTo("timeout");
        assertThat(answer.body().at("/latency_ms").longValue()).isBetween(900L, 5_000L);
    }

    @Test
    void failsAtOnceWhenNobodyListens() {
        calls.register("nobody", "POST", "http://127.0.0.1:1/", "");

        assertThat(calls.execute(Calls.newKey(), "nobody", "{}").text("/error/code"))
                .isEqualTo("unreachable");
    }

    @Test
    void handsGarbageOverAsText() {
        Endpoint endpoint = Endpoint.answeringJson("{not json");
        calls.register("garbage", "GET", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "garbage", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("succeeded");
        assertThat(answer.text("/output/text")).isEqualTo("{not json");
        assertThat(answer.text("/output/content_type")).isEqualTo("application/json");
    }

    @Test
    void survivesBrokenHttp() {
        Endpoint endpoint = Endpoint.answering(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        calls.register("noise", "GET", endpoint.url(), "\"retry\": {\"max_attempts\": 1}");

        assertThat(calls.execute(Calls.newKey(), "noise", "{}").text("/outcome"))
                .isEqualTo("failed");
    }

    @Test
    void keepsTextWithNulCharacters() {
        Endpoint endpoint = Endpoint.answering(aResponse().withBody("a\0b"));
        calls.register("nul", "GET", endpoint.url(), "");

        assertThat(calls.execute(Calls.newKey(), "nul", "{}").text("/output/text"))
                .isEqualTo("a\0b");
    }

    @Test
    void tellsTheModelOfANulInTheNameOfAnArgument() {
        Answer answer = calls.execute(Calls.newKey(), "calculator", "{\"expression\": \"1\", \"a\\u0000b\": 1}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/error/code")).isEqualTo("invalid-arguments");
        assertThat(answer.text("/error/message")).contains("ab").doesNotContain("\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "{\"a\": [\"x\\udc00y\"]}", "{\"\\ud83d\": 1}"})
    void takesHalfACharacterForAnInvalidResult(String result) {
        Endpoint endpoint = Endpoint.answeringJson(result);
        calls.register("halves", "POST", endpoint.url(), "");
        String key = Calls.newKey();

        Answer answer = calls.execute(key, "halves", "{}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(answer.text("/error/code")).isEqualTo("invalid-result");
        assertThat(calls.execute(key, "halves", "{}").text("/error/code")).isEqualTo("invalid-result");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void cutsNoCharacterOfARefusalInHalf() {
        Endpoint endpoint =
                Endpoint.answering(aResponse().withStatus(400).withBody("x".repeat(999) + "\uD83D\uDE00 and more"));
        calls.register("wordy", "POST", endpoint.url(), "");

        assertThat(calls.execute(Calls.newKey(), "wordy", "{}").text("/error/code"))
                .isEqualTo("tool-refused");
    }

    @Test
    void stopsReadingAHundredMegabytes() throws Exception {
        try (RawServer server = new RawServer()) {
            calls.register("flood", "GET", server.url("/flood"), "");

            Answer answer = calls.execute(Calls.newKey(), "flood", "{}");

            assertThat(answer.text("/error/code")).isEqualTo("response-too-large");
            assertThat(answer.text("/error/message"))
                    .startsWith("The tool has acted")
                    .contains("262144 bytes");
            assertThat(server.hungUpWithin(10)).isTrue();
            assertThat(server.written()).isLessThan(50L * 1024 * 1024);
            assertThat(server.calls()).isOne();
        }
    }

    @Test
    void endsAnAnswerThatTricklesWithoutEnd() throws Exception {
        try (RawServer server = new RawServer()) {
            calls.register("trickle", "GET", server.url("/trickle"), "\"timeout_seconds\": 2");

            Answer answer = calls.execute(Calls.newKey(), "trickle", "{}");

            assertThat(answer.text("/error/code")).isEqualTo("timeout");
            assertThat(answer.body().at("/latency_ms").longValue()).isBetween(1_900L, 6_000L);
            assertThat(server.hungUpWithin(10)).isTrue();
        }
    }

    @Test
    void refusesAResultThatBreaksItsPromise() {
        Endpoint endpoint = Endpoint.answeringJson("{\"total\": \"free\"}");
        calls.register("promising", "GET", endpoint.url(), """
                "output_schema": {"type": "object", "properties": {"total": {"type": "number"}}}""");

        Answer answer = calls.execute(Calls.newKey(), "promising", "{}");

        assertThat(answer.text("/error/code")).isEqualTo("invalid-result");
        assertThat(answer.text("/error/message")).contains("/total");
    }

    @Test
    void leavesAHostAloneThatFailsAllTheTime() {
        Endpoint endpoint = Endpoint.answering(aResponse().withStatus(500));
        calls.register("down", "POST", endpoint.url(), "");

        for (int i = 0; i < 25; i++) {
            calls.execute(Calls.newKey(), "down", "{}");
        }

        assertThat(calls.execute(Calls.newKey(), "down", "{}").text("/error/code"))
                .isEqualTo("circuit-open");
        assertThat(endpoint.requests()).hasSize(20);
    }
}
