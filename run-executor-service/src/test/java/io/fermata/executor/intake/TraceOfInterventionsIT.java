package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.outcomeUnknown;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static io.fermata.executor.Traces.OF_SOMEBODY_ELSE;
import static io.fermata.executor.Traces.OF_THE_RUN;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.RunApi.Answer;
import io.fermata.executor.Traces;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What people and programs outside do to a run, in traces of their own, is told in the run's. */
@WholeServiceTest
class TraceOfInterventionsIT {

    private final String tenant = unique("intervene");
    private final String tool = unique("orders.refund").replace('-', '_');

    @LocalServerPort
    private int port;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
        MODEL.play(Script.when(m -> m.toolAnswered(tool))
                .replies("Done.")
                .otherwise()
                .calls(tool, Map.of("order_id", "42"))
                .build());
    }

    @Test
    void cancelling() {
        String run = heldRun();

        intervene(run, "cancel", "{}");

        api.awaitStatus(run, "cancelled");
        requireOnlyTheRunsTrace(run, "run.cancel");
    }

    @Test
    void cancellingOverTheBus() {
        String run = heldRun();
        var cancel = new RunCancelRequested(run, "no more", "ada");

        Bus.publishIn(OF_SOMEBODY_ELSE, tenant, run, cancel, TestTokens.token(tenant, "runs:cancel"));

        api.awaitStatus(run, "cancelled");
        requireOnlyTheRunsTrace(run, "run.cancel");
    }

    @Test
    void sayingWhatBecameOfACall() {
        String run = startedRun(false, outcomeUnknown());
        JsonNode waiting = api.awaitStatus(run, "waiting");
        String step = waiting.at("/unknown_outcomes/0/step_id").asString();

        intervene(run, "reconcile", "{\"step_id\":\"" + step + "\",\"outcome\":\"done\",\"output\":{}}")
                .expect(200);

        api.awaitStatus(run, "succeeded");
        requireOnlyTheRunsTrace(run, "run.reconcile");
    }

    @Test
    void reporting() {
        String run = start("{\"agent_id\":\"" + agent("active", Map.of("model", "openai/gpt-4o-mini"))
                + "\",\"runner\":\"external\",\"input\":{\"message\":\"apply\"}}");

        intervene(
                        run,
                        "report",
                        "{\"status\":\"success\",\"tokens_used\":7,\"llm_provider\":\"openai\","
                                + "\"llm_model\":\"gpt-4o-mini\",\"output\":{\"message\":\"Applied.\"}}")
                .expect(200);

        requireOnlyTheRunsTrace(run, "run.report");
    }

    private String heldRun() {
        String run = startedRun(true, succeeded("{}"));
        api.awaitStatus(run, "waiting_approval");
        return run;
    }

    private String startedRun(boolean held, ResponseDefinitionBuilder answer) {
        tool(tool, held, answer);
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
        return start("{\"agent_id\":\"" + agent + "\",\"input\":{\"message\":\"refund\"}}");
    }

    private String start(String body) {
        return api.post("/api/v1/runs", body, "traceparent", OF_THE_RUN)
                .expect(202)
                .text("id");
    }

    private Answer intervene(String run, String what, String body) {
        return api.post("/api/v1/runs/" + run + "/" + what, body, "traceparent", OF_SOMEBODY_ELSE);
    }

    private void requireOnlyTheRunsTrace(String run, String audited) {
        Bus.awaitAudit(tenant, audited);
        assertThat(Traces.onlyOne(api, tenant, run, Topics.USAGE_RECORDED)).isEqualTo(Traces.id(OF_THE_RUN));
    }
}
