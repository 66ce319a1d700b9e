package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The executor died between the commit of a run and its answer, and the caller asks again under the same key. */
@WholeServiceTest
class LostAnswerIT {

    private static final String DIED_LONG_AGO = """
            UPDATE idempotency_keys
               SET status = NULL, headers = NULL, body = NULL, created_at = now() - interval '2 minutes'
             WHERE key = ?
            """;

    private final TenantId tenant = new TenantId(unique("lost"));

    @LocalServerPort
    private int port;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        MODEL.play(Script.always().replies("Answered.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        api = RunApi.of(port, tenant.value());
    }

    @Test
    void findsTheRunThatWasStartedAndStartsNoOther() {
        String first = start("key-1");
        int lost = Tenants.call(
                tenant,
                () -> transactions.execute(
                        _ -> jdbc.sql(DIED_LONG_AGO).param("key-1").update()));
        assertThat(lost).isEqualTo(1);

        assertThat(start("key-1")).isEqualTo(first);
        assertThat(api.get("/api/v1/runs").body().get("data")).hasSize(1);
    }

    @Test
    void startsAnotherRunUnderAnotherKey() {
        assertThat(start("key-2")).isNotEqualTo(start("key-3"));
    }

    private String start(String key) {
        return api.post("/api/v1/agents/" + agent + "/runs", RunApi.input("hello"), "Idempotency-Key", key)
                .expect(202)
                .text("id");
    }
}
