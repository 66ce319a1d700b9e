package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.executor.Bus;
import io.fermata.executor.ExternalRuns;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A workflow engine executes a run, and reports back once. */
@WholeServiceTest
class ReportRunIT {

    private static final String REPORT = """
            {"status":"success",
             "steps_executed":[
               {"step":"fetch_job","latency_ms":850,"status":"success","output":{"jobs":3}},
               {"step":"write_letter","latency_ms":12300,"tokens_used":5420}],
             "tokens_used":8542,"llm_provider":"anthropic","llm_model":"claude-sonnet-4-5",
             "actions_taken":[
               {"action":"api_call","target":"greenhouse","method":"POST","approved":true,"auto_approved":false}],
             "output":{"message":"Applied.","application":17}}
            """;

    private final TenantId tenant = new TenantId(unique("report"));

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private RunApi api;
    private String run;

    @BeforeEach
    void start() {
        api = RunApi.of(port, tenant.value());
        run = ExternalRuns.start(api, agent("active", Map.of("model", "openai/gpt-4o-mini")));
    }

    @Test
    void endsTheRunAsItsRunnerSays() {
        JsonNode ended = report(REPORT).expect(200).body();

        assertThat(ended).isEqualTo(api.get("/api/v1/runs/" + run).body());
        assertThat(ended.get("status").asString()).isEqualTo("succeeded");
        assertThat(ended.get("waiting_reason").isNull()).isTrue();
        assertThat(ended.at("/output/application").asInt()).isEqualTo(17);
        assertThat(ended.get("llm_provider").asString()).isEqualTo("anthropic");
        assertThat(ended.get("llm_model").asString()).isEqualTo("claude-sonnet-4-5");
        assertThat(ended.get("total_tokens").asLong()).isEqualTo(8542);
        assertThat(ended.get("cost_usd").asString()).isEqualTo("0.025626");
        assertThat(ended.at("/actions_taken/0/action").asString()).isEqualTo("api_call");
        assertThat(ended.at("/actions_taken/0/target").asString()).isEqualTo("greenhouse");
        assertThat(ended.at("/actions_taken/0/auto_approved").asBoolean()).isFalse();
        assertThat(ended.get("actions_taken")).hasSize(1);
        assertThat(api.get("/api/v1/sessions/" + ended.get("session_id").asString() + "/messages")
                        .body()
                        .at("/data/0/content")
                        .asString())
                .isEqualTo("Applied.");
    }

    @Test
    void putsTheReportedStepsIntoTheLog() {
        report(REPORT).expect(200);

        List<JsonNode> steps = api.steps(run);
        assertThat(api.stepTypes(run)).containsExactly("tool_result", "think", "tool_result", "output");
        assertThat(steps).extracting(step -> step.get("sequence").asInt()).containsExactly(1, 2, 3, 4);
        assertThat(steps.getFirst().at("/input/step").asString()).isEqualTo("fetch_job");
        assertThat(steps.getFirst().at("/output/result/jobs").asInt()).isEqualTo(3);
        assertThat(steps.getFirst().get("latency_ms").asLong()).isEqualTo(850);
        assertThat(steps.get(1).get("prompt_tokens").asLong()).isEqualTo(5420);
    }

    @Test
    void tellsTheBusOnceAndInOrder() {
        report(REPORT).expect(200);

        patiently().until(() -> Bus.receivedBy(UsageRecorded.class, tenant.value()), list -> !list.isEmpty());
        patiently().until(() -> statuses().contains("succeeded"));
        patiently().until(() -> Bus.received(StepEmitted.class, run).size() == 4);
        assertThat(statuses()).containsExactly("waiting", "succeeded");
        UsageRecorded usage =
                Bus.receivedBy(UsageRecorded.class, tenant.value()).getFirst();
        assertThat(usage.runId()).isEqualTo(run);
        assertThat(usage.kind()).isEqualTo("model_call");
        assertThat(usage.outcome()).isEqualTo("done");
        assertThat(usage.promptTokens()).isEqualTo(8542);
        assertThat(usage.costUsd()).isEqualByComparingTo("0.025626");
    }

    @Test
    void failsForTheReasonTheRunnerGives() {
        JsonNode ended = report("{\"status\":\"failed\",\"error\":{\"code\":\"SMTP\",\"message\":\"no route\"}}")
                .expect(200)
                .body();

        assertThat(ended.get("status").asString()).isEqualTo("failed");
        assertThat(ended.at("/error/code").asString()).isEqualTo("runner-failed");
        assertThat(ended.at("/error/message").asString()).isEqualTo("SMTP: no route");
        assertThat(ended.get("total_tokens").asLong()).isZero();
        assertThat(api.stepTypes(run)).containsExactly("error");
    }

    @Test
    void takesOneReportAndRepeatsItsAnswerUnderTheSameKey() {
        Answer first = report(REPORT, "Idempotency-Key", "key-1").expect(200);

        assertThat(report(REPORT, "Idempotency-Key", "key-1").expect(200).body())
                .isEqualTo(first.body());
        assertThat(report(REPORT).expect(409).problem()).isEqualTo("conflict");
        assertThat(report(REPORT, "Idempotency-Key", "key-2").expect(409).text("detail"))
                .contains("succeeded");
        assertThat(api.steps(run)).hasSize(4);
    }

    @Test
    void findsItsReportAgainWhenOnlyTheAnswerWasLost() {
        Answer first = report(REPORT, "Idempotency-Key", "key-1").expect(200);
        inTransaction(
                "UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL,"
                        + " created_at = now() - interval '2 minutes' WHERE key = :id",
                "key-1");

        assertThat(report(REPORT, "Idempotency-Key", "key-1").expect(200).body())
                .isEqualTo(first.body());
        assertThat(api.steps(run)).hasSize(4);
    }

    @Test
    void oneOfManyReportsAtOnceCounts() {
        List<CompletableFuture<Answer>> rivals = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> report(REPORT)))
                .limit(4)
                .toList();

        assertThat(rivals).extracting(rival -> rival.join().status()).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(api.steps(run)).hasSize(4);
        patiently().until(() -> statuses().contains("succeeded"));
        assertThat(Bus.receivedBy(UsageRecorded.class, tenant.value())).hasSizeLessThanOrEqualTo(1);
    }

    private Answer report(String body, String... headers) {
        return api.post("/api/v1/runs/" + run + "/report", body, headers);
    }

    private List<String> statuses() {
        return Bus.received(RunChanged.class, run).stream()
                .map(RunChanged::status)
                .toList();
    }

    private void inTransaction(String sql, String id) {
        Tenants.run(
                tenant,
                () -> transactions.executeWithoutResult(
                        _ -> assertThat(jdbc.sql(sql).param("id", id).update()).isEqualTo(1)));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
