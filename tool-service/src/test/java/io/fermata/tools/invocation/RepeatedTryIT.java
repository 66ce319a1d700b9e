package io.fermata.tools.invocation;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.http.Fault;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The first answer to an {@code Idempotency-Key} may be late or lost. The tool acts once all the same. */
@ToolServiceIntegration
class RepeatedTryIT {
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
    void joinsTheCallThatIsStillUnderWay() {
        Endpoint endpoint =
                Endpoint.answering(aResponse().withBody("{\"n\": 1}").withFixedDelay(3_000));
        calls.register("slow", "POST", endpoint.url(), "");
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> invoke("slow"));
        await().until(() -> !endpoint.requests().isEmpty());
        takeTheFirstForDead();

        Answer second = invoke("slow");

        assertThat(first.join().text("/outcome")).isEqualTo("succeeded");
        assertThat(second.text("/outcome")).isEqualTo("succeeded");
        assertThat(second.body().at("/replayed").booleanValue()).isTrue();
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void isToldAnUnknownOutcomeAgain() {
        Endpoint endpoint = Endpoint.answering(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        calls.register("broken", "POST", endpoint.url(), "");
        invoke("broken");
        takeTheFirstForDead();

        Answer second = invoke("broken");

        assertThat(second.text("/outcome")).isEqualTo("unknown");
        assertThat(second.text("/error/code")).isEqualTo("connection-broken");
        assertThat(endpoint.requests()).hasSize(1);
    }

    @Test
    void doesNotRepeatACallWhoseReplicaDied() {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        calls.register("unsure", "POST", endpoint.url(), "");
        invoke("unsure");
        inTenant("UPDATE tool_executions SET state = 'INTENT', completed_at = NULL, owner = 'rep_dead'");
        takeTheFirstForDead();

        Answer second = invoke("unsure");

        assertThat(second.text("/outcome")).isEqualTo("unknown");
        assertThat(second.text("/error/code")).isEqualTo("interrupted");
        assertThat(endpoint.requests()).hasSize(1);
    }

    private Answer invoke(String tool) {
        return api.send("POST", "/api/v1/tools/" + tool + "/invoke", "{\"arguments\": {}}", "Idempotency-Key", "try-1");
    }

    private void takeTheFirstForDead() {
        inTenant("UPDATE idempotency_keys SET status = NULL, created_at = now() - interval '61 seconds'"
                + " WHERE key = 'try-1'");
    }

    private void inTenant(String sql) {
        Tenants.run(
                new TenantId(api.tenant()),
                () -> transaction.executeWithoutResult(
                        _ -> assertThat(jdbc.sql(sql).update()).isOne()));
    }
}
