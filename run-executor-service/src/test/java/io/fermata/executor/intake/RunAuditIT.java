package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.event.AuditRecorded;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.JsonNodeFactory;

/** Who had which run made or ended, as the audit trail hears of it. */
@WholeServiceTest
class RunAuditIT {

    private static final String PERSON = "user:usr_test";

    private final String tenant = unique("audited");
    private final String run = unique("run_of_audit");

    @LocalServerPort
    private int port;

    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        MODEL.play(
                Script.always().replies("late").delayed(Duration.ofSeconds(60)).build());
        api = RunApi.of(port, tenant);
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
    }

    @Test
    void tellsWhoStartedWhatOverTheApiAndFromWhere() {
        String started = api.start(agent, "hello, a secret of mine");

        AuditRecorded created = Bus.awaitAudit(tenant, "run.create");
        assertThat(created.resourceId()).isEqualTo(started);
        assertThat(created.actor()).isEqualTo(PERSON);
        assertThat(created.outcome()).isEqualTo("succeeded");
        assertThat(created.details().get("agent_id").asString()).isEqualTo(agent);
        assertThat(created.details().get("agent_version").asInt()).isEqualTo(1);
        assertThat(created.details().get("through").asString()).isEqualTo("api");
        assertThat(created.origin()).isNotNull().extracting("address").isEqualTo("127.0.0.1");
        assertThat(created.toString()).doesNotContain("a secret of mine");
        api.post("/api/v1/runs/" + started + "/cancel", "{}");
    }

    @Test
    void tellsInWhoseNameARecordStartedARun() {
        Bus.publish(tenant, run, request(agent), TestTokens.token(tenant, "runs:create"));

        AuditRecorded created = Bus.awaitAudit(tenant, "run.create");
        assertThat(created.resourceId()).isEqualTo(run);
        assertThat(created.actor()).isEqualTo(PERSON);
        assertThat(created.details().get("through").asString()).isEqualTo("run.requested");
        assertThat(created.details().get("triggered_by").asString()).isEqualTo("someone@chat");
        assertThat(created.origin()).isNull();
        api.post("/api/v1/runs/" + run + "/cancel", "{}");
    }

    @Test
    void tellsOfARunThatCouldNotBegin() {
        Bus.publish(tenant, run, request("agt_nobody"), TestTokens.token(tenant, "runs:create"));

        AuditRecorded created = Bus.awaitAudit(tenant, "run.create");
        assertThat(created.outcome()).isEqualTo("failed");
        assertThat(created.details().get("reason").asString()).isEqualTo("agent-not-found");
    }

    @Test
    void tellsWhoCancelledOverTheApi() {
        String started = api.start(agent, "hello");

        api.post("/api/v1/runs/" + started + "/cancel", "{\"reason\":\"private\"}");

        AuditRecorded cancelled = Bus.awaitAudit(tenant, "run.cancel");
        assertThat(cancelled.resourceId()).isEqualTo(started);
        assertThat(cancelled.actor()).isEqualTo(PERSON);
        assertThat(cancelled.toString()).doesNotContain("private");
    }

    @Test
    void tellsInWhoseNameARecordCancelled() {
        String started = api.start(agent, "hello");

        Bus.publish(
                tenant,
                started,
                new RunCancelRequested(started, null, "someone@chat"),
                TestTokens.token(tenant, "runs:cancel"));

        AuditRecorded cancelled = Bus.awaitAudit(tenant, "run.cancel");
        assertThat(cancelled.actor()).isEqualTo(PERSON);
        assertThat(cancelled.details().get("through").asString()).isEqualTo("run.cancel");
        assertThat(cancelled.details().get("requested_by").asString()).isEqualTo("someone@chat");
        api.awaitStatus(started, "cancelled");
    }

    private RunRequested request(String agentId) {
        return new RunRequested(
                run,
                agentId,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "hi"),
                new Trigger("channel", "someone@chat"),
                null,
                null);
    }
}
