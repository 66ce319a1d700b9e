package io.fermata.tools.invocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.RawServer;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ToolServiceIntegration
class TakeoverIT {
    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Api api;
    private Calls calls;

    @BeforeEach
    void aTenant() {
        api = Api.newTenant(port);
        calls = new Calls(api);
    }

    @Test
    void repeatsAKeyedEffectThatADeadReplicaLeftBehind() {
        Endpoint endpoint = Endpoint.answeringJson("{\"done\": true}");
        calls.register("keyed", "POST", endpoint.url(), "\"idempotency\": \"keyed\"");
        intentOf("rep_dead", "stp_left", "keyed", "{}");

        Answer answer = calls.execute("stp_left", "keyed", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("succeeded");
        assertThat(endpoint.requests())
                .singleElement()
                .satisfies(request ->
                        assertThat(request.getHeader("Idempotency-Key")).isEqualTo("stp_left"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "queryable"})
    void neverRepeatsAnEffectOfAToolThatMayHaveActed(String idempotency) {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("unsure", "POST", endpoint.url(), "\"idempotency\": \"" + idempotency + "\"");
        intentOf("rep_dead", "stp_lost", "unsure", "{}");

        Answer answer = calls.execute("stp_lost", "unsure", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("unknown");
        assertThat(answer.text("/error/code")).isEqualTo("interrupted");
        assertThat(calls.execute("stp_lost", "unsure", "{}")
                        .body()
                        .at("/replayed")
                        .booleanValue())
                .isTrue();
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void waitsForTheOutcomeOfAReplicaThatLives() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("elsewhere", "POST", endpoint.url(), "");
        replicaLives("rep_other");
        intentOf("rep_other", "stp_there", "elsewhere", "{}");

        CompletableFuture<Answer> waiting =
                CompletableFuture.supplyAsync(() -> calls.execute("stp_there", "elsewhere", "{}"));
        await().during(Duration.ofMillis(300)).until(() -> !waiting.isDone());
        inTenant(
                "UPDATE tool_executions SET state = 'DONE', output = '{\"by\": \"the other\"}' WHERE effect_key = 'stp_there'");

        assertThat(waiting.join().text("/output/by")).isEqualTo("the other");
        assertThat(endpoint.requests()).isEmpty();
    }

    @Test
    void discardsTheOutcomeOfAReplicaThatWasTakenForDead() {
        Endpoint endpoint = Endpoint.answering(
                aResponse().withBody("{\"by\": \"the zombie\"}").withFixedDelay(700));
        calls.register("fenced", "POST", endpoint.url(), "\"idempotency\": \"keyed\"");

        CompletableFuture<Answer> zombie =
                CompletableFuture.supplyAsync(() -> calls.execute("stp_fenced", "fenced", "{}"));
        await().until(() -> !endpoint.requests().isEmpty());
        inTenant("""
                UPDATE tool_executions
                SET owner = 'rep_heir', epoch = 2, state = 'DONE', output = '{"by": "the heir"}' WHERE effect_key = 'stp_fenced'""");

        assertThat(zombie.join().text("/output/by")).isEqualTo("the heir");
    }

    @Test
    void cancelHangsUpOnTheTool() throws Exception {
        try (RawServer server = new RawServer()) {
            calls.register("endless", "POST", server.url("/trickle"), "\"timeout_seconds\": 60");
            CompletableFuture<Answer> running =
                    CompletableFuture.supplyAsync(() -> calls.execute("stp_endless", "endless", "{}"));
            await().until(() -> server.calls() == 1);

            Answer cancel = api.post("/internal/v1/tool-executions/stp_endless/cancel", "");

            assertThat(cancel.status()).isEqualTo(204);
            assertThat(running.join().text("/outcome")).isEqualTo("unknown");
            assertThat(running.join().text("/error/code")).isEqualTo("cancelled");
            assertThat(server.hungUpWithin(10)).isTrue();
        }
    }

    @Test
    void cancelReachesTheReplicaThatPerforms() throws Exception {
        try (RawServer server = new RawServer()) {
            calls.register("distant", "POST", server.url("/trickle"), "\"timeout_seconds\": 60");
            CompletableFuture<Answer> running =
                    CompletableFuture.supplyAsync(() -> calls.execute("stp_distant", "distant", "{}"));
            await().until(() -> server.calls() == 1);

            inTenant("UPDATE tool_executions SET cancel_requested = true WHERE effect_key = 'stp_distant'");

            assertThat(running.join().text("/error/code")).isEqualTo("cancelled");
        }
    }

    @Test
    void thereIsNothingToCancelThatNeverBegan() {
        assertThat(api.post("/internal/v1/tool-executions/stp_never/cancel", "").status())
                .isEqualTo(404);
    }

    private void intentOf(String replica, String key, String tool, String arguments) {
        inTenant("""
                INSERT INTO tool_executions (tenant_id, effect_key, id, tool, tool_version, arguments_sha256, state, owner, lease_until)
                VALUES ('%s', '%s', 'exe_%s', '%s', 1, '%s', 'INTENT', '%s', now() + interval '1 hour')""".formatted(api.tenant(), key, api.tenant(), tool, Json.sha256(arguments), replica));
    }

    private void replicaLives(String id) {
        inTenant("INSERT INTO replicas VALUES ('" + id + "', now() + interval '1 hour')");
    }

    private void inTenant(String sql) {
        Tenants.run(
                new TenantId(api.tenant()),
                () -> transaction.executeWithoutResult(_ -> jdbc.sql(sql).update()));
    }
}
