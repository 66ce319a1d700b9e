package io.fermata.tools.invocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ToolServiceIntegration
class EffectIT {
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
    void answersWithTheToolsResult() {
        Endpoint endpoint = Endpoint.answeringJson("{\"refunded\": true}");
        calls.register("orders.refund", "POST", endpoint.url(), "\"idempotency\": \"keyed\"");

        Answer answer = calls.execute("stp_answers", "orders.refund", "{\"order\": 42}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/outcome")).isEqualTo("succeeded");
        assertThat(answer.body().at("/output/refunded").booleanValue()).isTrue();
        assertThat(answer.body().at("/attempts").intValue()).isOne();
        assertThat(endpoint.requests()).singleElement().satisfies(request -> {
            assertThat(request.getHeader("Idempotency-Key")).isEqualTo("stp_answers");
            assertThat(request.getHeader("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
            assertThat(request.getBodyAsString()).isEqualTo("{\"order\":42}");
        });
    }

    @Test
    void answersARepeatWithTheFirstOutcomeAndCallsNothing() {
        Endpoint endpoint = Endpoint.answeringJson("{\"n\": 1}");
        calls.register("counted", "POST", endpoint.url(), "");
        String key = Calls.newKey();
        calls.execute(key, "counted", "{}");
        endpoint.nowAnswers(aResponse().withBody("{\"n\": 2}"));

        Answer repeat = calls.execute(key, "counted", "{}");

        assertThat(repeat.body().at("/output/n").intValue()).isOne();
        assertThat(repeat.body().at("/replayed").booleanValue()).isTrue();
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void refusesTheSameKeyWithOtherArguments() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("bound", "POST", endpoint.url(), "");
        String key = Calls.newKey();
        calls.execute(key, "bound", "{\"amount\": 1}");

        Answer other = calls.execute(key, "bound", "{\"amount\": 1000}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void performsOneOfManyIdenticalRequestsAtOnce() throws Exception {
        Endpoint endpoint =
                Endpoint.answering(aResponse().withBody("{\"once\": true}").withFixedDelay(300));
        calls.register("once", "POST", endpoint.url(), "");
        String key = Calls.newKey();

        List<Answer> answers = together(8, () -> calls.execute(key, "once", "{}"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.text("/outcome")).isEqualTo("succeeded"));
        assertThat(answers)
                .filteredOn(answer -> !answer.body().at("/replayed").booleanValue())
                .hasSize(1);
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void performsManyDifferentEffectsAtOnce() throws Exception {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("many", "POST", endpoint.url(), "");

        List<Answer> answers = together(40, () -> calls.execute(Calls.newKey(), "many", "{}"));

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.text("/outcome")).isEqualTo("succeeded"));
        assertThat(endpoint.requests()).hasSize(40);
    }

    @Test
    void tellsACallerOfAnOldVersionWhatTheToolIsNow() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("moved", "POST", endpoint.url(), "");
        api.patch("/api/v1/tools/moved", "{\"description\": \"It moved on\"}");

        Answer answer = calls.execute(Calls.newKey(), "moved", 1, "{}");

        assertThat(answer.text("/outcome")).isEqualTo("stale");
        assertThat(answer.body().at("/tool/version").intValue()).isEqualTo(2);
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void replaysAnOldVersionsOutcomeAfterTheToolChanged() {
        Endpoint endpoint = Endpoint.answeringJson("{\"n\": 1}");
        calls.register("replayed", "POST", endpoint.url(), "");
        String key = Calls.newKey();
        calls.execute(key, "replayed", 1, "{}");
        api.patch("/api/v1/tools/replayed", "{\"description\": \"Another\"}");

        Answer repeat = calls.execute(key, "replayed", 1, "{}");

        assertThat(repeat.text("/outcome")).isEqualTo("succeeded");
        assertThat(repeat.body().at("/replayed").booleanValue()).isTrue();
    }

    @Test
    void refusesAToolThatTheAgentMayNotUse() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("forbidden", "POST", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "forbidden", 1, "{}", "another.tool");

        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(answer.text("/error/code")).isEqualTo("tool-not-allowed");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void saysThatThereIsNoSuchTool() {
        assertThat(calls.execute(Calls.newKey(), "nobody.knows", "{}").text("/error/code"))
                .isEqualTo("tool-not-found");
    }

    @Test
    void tellsTheModelWhereItsArgumentsAreWrong() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("strict", "POST", endpoint.url(), """
                "parameters": {"type": "object", "properties": {"amount": {"type": "integer"}}, "required": ["amount", "to"]}""");

        Answer answer = calls.execute(Calls.newKey(), "strict", "{\"amount\": \"much\"}");

        assertThat(answer.text("/error/code")).isEqualTo("invalid-arguments");
        assertThat(answer.text("/error/message")).contains("/amount", "/to");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void refusesArgumentsWithADuplicateKey() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("doubled", "POST", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "doubled", "{\"a\": 1, \"a\": 2}");

        assertThat(answer.text("/error/code")).isEqualTo("invalid-arguments");
    }

    @Test
    void keepsARateLimitAndTakesTheSameKeyLater() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register(
                "limited", "POST", endpoint.url(), "\"rate_limit\": {\"max_calls\": 1, \"window_seconds\": 86400}");
        calls.execute(Calls.newKey(), "limited", "{}");

        Answer second = calls.execute(Calls.newKey(), "limited", "{}");

        assertThat(second.text("/error/code")).isEqualTo("rate-limited");
        assertThat(second.body().at("/error/retryable").booleanValue()).isTrue();
        assertThat(endpoint.requests()).hasSize(1);
        assertThat(api.get("/api/v1/tool-executions").body().at("/data")).hasSize(1);
    }

    private static Answer get(Future<Answer> answer) {
        try {
            return answer.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Answer> together(int count, Callable<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> started = IntStream.range(0, count)
                    .mapToObj(_ -> threads.submit(call))
                    .toList();
            threads.shutdown();
            return started.stream().map(EffectIT::get).toList();
        }
    }
}
