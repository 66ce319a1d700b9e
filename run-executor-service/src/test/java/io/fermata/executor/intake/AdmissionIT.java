package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A tenant that asks for more than it may have waiting is told to come back; the others notice nothing. */
@WholeServiceTest
class AdmissionIT {

    private static final int MOST = 100;

    private final TenantId crowded = new TenantId(unique("crowded"));
    private final String quiet = unique("quiet");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private String agent;

    @BeforeEach
    void open() {
        MODEL.play(Script.always().replies("Hello.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        queue(MOST);
    }

    @Test
    void refusesFurtherRunsOfATenantWithTooManyWaiting() {
        Answer refused = await().atMost(Duration.ofSeconds(30))
                .until(() -> startIn(crowded.value()), answer -> answer.status() == 429);

        assertThat(refused.problem()).isEqualTo("rate-limited");
        startIn(quiet).expect(202);
    }

    @Test
    void letsTheTenantInAgainOnceItsRunsHaveBegun() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> startIn(crowded.value()).status() == 429);

        begin();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> startIn(crowded.value()).status() == 202);
    }

    private Answer startIn(String tenant) {
        return RunApi.of(port, tenant).post("/api/v1/agents/" + agent + "/runs", RunApi.input("hi"));
    }

    /** Runs that wait, and that another instance is about to begin. */
    private void queue(int runs) {
        String owner = unique("exe_busy");
        Tenants.housekeeping(
                () -> jdbc.sql("INSERT INTO executor_instances (id, alive_until) VALUES (?, now() + interval '1 hour')")
                        .params(owner)
                        .update());
        inTransaction("""
                INSERT INTO runs (id, tenant_id, agent_id, agent_version, session_id, status, input, trigger_source,
                                  created_at, lease_owner, lease_epoch)
                SELECT :owner || n, :tenant, 'agt_any', 1, 'ses_any', 'queued', '{}', 'api', now(), :owner, 1
                  FROM generate_series(1, :runs) n
                """, Map.of("owner", owner, "tenant", crowded.value(), "runs", runs));
    }

    private void begin() {
        inTransaction(
                "UPDATE runs SET status = 'running' WHERE tenant_id = :tenant AND status = 'queued'",
                Map.of("tenant", crowded.value()));
    }

    private void inTransaction(String sql, Map<String, ?> values) {
        Tenants.run(
                crowded,
                () -> transactions.executeWithoutResult(
                        _ -> jdbc.sql(sql).params(values).update()));
    }
}
