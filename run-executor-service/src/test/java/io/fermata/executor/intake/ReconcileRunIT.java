package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.outcomeUnknown;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.toolInDoubtOnce;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.event.AuditRecorded;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A tool that must not be called twice was interrupted, and a person says what became of it. */
@WholeServiceTest
class ReconcileRunIT {

    private final String tenant = unique("reconcile");
    private final String tool = unique("orders.refund").replace('-', '_');

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        MODEL.play(Script.when(m -> m.user("refund").round(1))
                .calls(tool, Map.of("order_id", "42"))
                .otherwise()
                .replies("Heard: {{tool_result}}")
                .build());
    }

    @Test
    void theRunWaitsAndShowsWhatIsUnknown() {
        JsonNode run = parkedRun();

        assertThat(run.get("status").asString()).isEqualTo("waiting");
        assertThat(run.get("waiting_reason").asString()).isEqualTo("needs_reconciliation");
        JsonNode unknown = api.get("/api/v1/runs/" + id(run)).body().at("/unknown_outcomes/0");
        assertThat(unknown.get("tool").asString()).isEqualTo(tool);
        assertThat(unknown.at("/arguments/order_id").asString()).isEqualTo("42");
        assertThat(unknown.get("since").asString()).isNotBlank();
        assertThat(executionsOf(tool)).hasSize(1);
    }

    @Test
    void goesOnWithTheAnswerOfACallThatWasDone() {
        JsonNode run = parkedRun();

        reconcile(run, "{\"step_id\":\"%s\",\"outcome\":\"done\",\"output\":{\"refunded\":true}}")
                .expect(200);

        JsonNode done = api.awaitStatus(id(run), "succeeded", "failed");
        assertThat(done.at("/output/message").asString()).contains("refunded");
        assertThat(done.get("unknown_outcomes")).isEmpty();
        assertThat(api.stepTypes(id(run)))
                .containsExactly("think", "tool_call", "wait", "wait", "tool_result", "think", "output");
        assertThat(executionsOf(tool)).hasSize(1);
    }

    @Test
    void makesACallAnewThatWasNotDone() {
        toolInDoubtOnce(tool, succeeded("{\"refunded\":true}"));
        JsonNode run = start();

        reconcile(run, "{\"step_id\":\"%s\",\"outcome\":\"not_done\",\"note\":\"not in the books\"}")
                .expect(200);

        JsonNode done = api.awaitStatus(id(run), "succeeded", "failed");
        assertThat(done.at("/output/message").asString()).contains("refunded");
        assertThat(executionsOf(tool)).hasSize(2);
        assertThat(api.steps(id(run)).stream()
                        .filter(step -> step.get("type").asString().equals("tool_call"))
                        .map(step -> step.at("/output/effect_key").asString()))
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void givesTheSameAnswerToTheSameWordAndNoneToAnother() {
        JsonNode run = parkedRun();
        String done = "{\"step_id\":\"%s\",\"outcome\":\"done\",\"output\":{\"refunded\":true}}";

        Answer first = reconcile(run, done).expect(200);
        Answer again = reconcile(run, done).expect(200);
        Answer other = reconcile(run, "{\"step_id\":\"%s\",\"outcome\":\"not_done\"}");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.expect(409).problem()).isEqualTo("conflict");
        api.awaitStatus(id(run), "succeeded");
        reconcile(run, done).expect(200);
    }

    @Test
    void isToldToTheAudit() {
        JsonNode run = parkedRun();

        reconcile(run, "{\"step_id\":\"%s\",\"outcome\":\"done\",\"note\":\"seen at the bank\"}")
                .expect(200);

        AuditRecorded audit = Bus.awaitAudit(tenant, "run.reconcile");
        assertThat(audit.resourceId()).isEqualTo(id(run));
        assertThat(audit.details().get("note").asString()).isEqualTo("seen at the bank");
    }

    @Test
    void refusesWhatTheRunDoesNotWaitFor() {
        JsonNode run = parkedRun();
        String path = "/api/v1/runs/" + id(run) + "/reconcile";

        api.post(path, "{\"step_id\":\"stp_other\",\"outcome\":\"done\"}").expect(409);
        api.post(path, "{\"step_id\":\"" + step(run) + "\",\"outcome\":\"maybe\"}")
                .expect(422);
        api.post("/api/v1/runs/run_none/reconcile", "{\"step_id\":\"stp_other\",\"outcome\":\"done\"}")
                .expect(404);
        RunApi reader = RunApi.with(port, TestTokens.token(tenant, "runs:read", "runs:create"));
        reader.post(path, "{\"step_id\":\"" + step(run) + "\",\"outcome\":\"done\"}")
                .expect(403);
    }

    @Test
    void canBeCutShortByCancelling() {
        JsonNode run = parkedRun();

        api.post("/api/v1/runs/" + id(run) + "/cancel", "{}");

        api.awaitStatus(id(run), "cancelled");
        assertThat(api.steps(id(run)).get(3).at("/output/outcome").asString()).isEqualTo("unknown");
    }

    private JsonNode parkedRun() {
        tool(tool, false, outcomeUnknown());
        return start();
    }

    private JsonNode start() {
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
        JsonNode run = api.run(agent, "refund").expect(200).body();
        return api.get("/api/v1/runs/" + id(run)).expect(200).body();
    }

    private Answer reconcile(JsonNode run, String body) {
        return api.post("/api/v1/runs/" + id(run) + "/reconcile", body.formatted(step(run)));
    }

    private static String step(JsonNode run) {
        return run.at("/unknown_outcomes/0/step_id").asString();
    }

    private static String id(JsonNode run) {
        return run.get("id").asString();
    }
}
