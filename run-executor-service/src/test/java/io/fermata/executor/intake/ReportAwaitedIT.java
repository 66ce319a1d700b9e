package io.fermata.executor.intake;

import static io.fermata.executor.ExternalRuns.DONE;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.ExternalRuns;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.execution.Report;
import io.fermata.executor.execution.Signals;
import io.fermata.executor.execution.TakeReport;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A run that is executed outside waits: for its report, for being cancelled, or until its time is over. */
@WholeServiceTest
class ReportAwaitedIT {

    private static final String MODEL_NAME = "openai/gpt-4o-mini";

    private final TenantId tenant = new TenantId(unique("awaited"));

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private Signals signals;

    @Autowired
    private TakeReport takeReport;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant.value());
        agent = agent("active", Map.of("model", MODEL_NAME));
    }

    /** The sweep comes by twice a second. */
    @Test
    void isClaimedByNobody() {
        String run = ExternalRuns.start(api, agent);

        patiently().during(Duration.ofSeconds(2)).until(() -> epoch(run) == 0);

        assertThat(api.get("/api/v1/runs/" + run).text("status")).isEqualTo("waiting");
        assertThat(api.steps(run)).isEmpty();
    }

    @Test
    void waitsOnWhenTheBusAsksForItsExecution() {
        String run = ExternalRuns.start(api, agent);

        Bus.publish(tenant.value(), run, requested(run), null);

        patiently().until(() -> epoch(run) > 0 && isFree(run));
        JsonNode waiting = api.get("/api/v1/runs/" + run).body();
        assertThat(waiting.get("waiting_reason").asString()).isEqualTo("external_runner");
        assertThat(api.steps(run)).isEmpty();
        report(run).expect(200);
    }

    @Test
    void failsWhenItsTimeIsOver() {
        String hasty = agent("active", Map.of("model", MODEL_NAME, "guardrails", Map.of("timeout_seconds", 1)));
        String run = ExternalRuns.start(api, hasty);

        JsonNode failed = api.awaitStatus(run, "failed");

        assertThat(failed.at("/error/code").asString()).isEqualTo("run-timeout");
        assertThat(api.stepTypes(run)).containsExactly("error");
        assertThat(report(run).expect(409).text("detail")).contains("failed");
    }

    @Test
    void takesNoReportOnceItIsCancelled() {
        String run = ExternalRuns.start(api, agent);

        api.post("/api/v1/runs/" + run + "/cancel", "{}");

        api.awaitStatus(run, "cancelled");
        assertThat(report(run).expect(409).text("detail")).contains("cancelled");
        assertThat(api.stepTypes(run)).containsExactly("error");
    }

    @Test
    void takesNoReportWhileItIsAboutToBeCancelled() {
        String run = ExternalRuns.start(api, agent);
        Report done = new Report(List.of(), null, 0, new Report.Outcome.Succeeded("{}", null));

        Tenants.run(
                tenant,
                () -> transactions.executeWithoutResult(undone -> {
                    signals.cancel(run, "enough", "user:usr_1");
                    assertThatThrownBy(() -> takeReport.handle(run, done))
                            .isInstanceOf(ProblemException.class)
                            .hasMessageContaining("cancelled");
                    undone.setRollbackOnly();
                }));

        report(run).expect(200);
    }

    @Test
    void asksForTheReportAgainWhileAnotherInstanceLooksAtTheRun() {
        String run = ExternalRuns.start(api, agent);
        String other = unique("exe_other");
        pretendAlive(other);
        lease(run, other);

        assertThat(report(run).expect(503).problem()).isEqualTo("unavailable");

        lease(run, null);
        report(run).expect(200);
    }

    @Test
    void isRepeatedByTheSameRunner() {
        String first = ExternalRuns.start(api, agent);
        report(first).expect(200);

        String again =
                api.post("/api/v1/runs/" + first + "/retry", "").expect(202).text("id");

        assertThat(api.get("/api/v1/runs/" + again).text("waiting_reason")).isEqualTo("external_runner");
        report(again).expect(200);
    }

    private RunApi.Answer report(String run) {
        return api.post("/api/v1/runs/" + run + "/report", DONE);
    }

    private RunRequested requested(String run) {
        return new RunRequested(
                run,
                agent,
                1,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "apply for me"),
                new Trigger("api", null),
                null,
                null);
    }

    private long epoch(String run) {
        return read("SELECT lease_epoch FROM runs WHERE id = ?", run, Long.class);
    }

    private boolean isFree(String run) {
        return read("SELECT lease_owner IS NULL FROM runs WHERE id = ?", run, Boolean.class);
    }

    private <T> T read(String sql, String run, Class<T> type) {
        return Tenants.call(
                tenant,
                () -> transactions.execute(
                        _ -> jdbc.sql(sql).params(run).query(type).single()));
    }

    private void pretendAlive(String instance) {
        Tenants.housekeeping(
                () -> jdbc.sql("INSERT INTO executor_instances (id, alive_until) VALUES (?, now() + interval '1 hour')")
                        .params(instance)
                        .update());
    }

    private void lease(String run, @Nullable String owner) {
        Tenants.run(
                tenant,
                () -> transactions.executeWithoutResult(_ -> jdbc.sql("UPDATE runs SET lease_owner = ? WHERE id = ?")
                        .param(owner)
                        .param(run)
                        .update()));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
