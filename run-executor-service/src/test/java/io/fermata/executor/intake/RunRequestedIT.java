package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.RunFailure;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.contracts.event.Trigger;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.testkit.script.Script;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.node.JsonNodeFactory;

/** A channel adapter's view: it speaks to topics and knows nothing of the API. */
@WholeServiceTest
class RunRequestedIT {

    private final String tenant = unique("channel");
    private final String run = unique("run_of_channel");

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    private String agent;

    @BeforeEach
    void open() {
        MODEL.play(Script.always().replies("Answered.").build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
    }

    @Test
    void startsARunAndFollowsItOnTheBus() {
        Bus.publish(tenant, run, request(agent), token(tenant));

        patiently().until(() -> statuses().contains("succeeded"));
        patiently().until(() -> Bus.received(StepEmitted.class, run).size() == 2);
        assertThat(statuses()).containsExactly("queued", "running", "succeeded");
        assertThat(Bus.received(StepEmitted.class, run))
                .extracting(StepEmitted::sequence)
                .containsExactly(1L, 2L);
        patiently().until(() -> Bus.receivedBy(UsageRecorded.class, tenant).size() == 1);
        assertThat(RunApi.of(port, tenant)
                        .get("/api/v1/runs/" + run)
                        .expect(200)
                        .text("trigger_source"))
                .isEqualTo("channel");
    }

    @Test
    void startsNothingTwice() {
        Bus.publish(unique("evt"), tenant, run, request(agent), token(tenant));
        Bus.publish(unique("evt"), tenant, run, request(agent), token(tenant));
        patiently().until(() -> statuses().contains("succeeded"));
        String last = unique("run_last");
        Bus.publish(tenant, last, request(agent, last), token(tenant));

        patiently().until(() -> Bus.received(RunChanged.class, last).size() == 3);

        assertThat(statuses()).containsExactly("queued", "running", "succeeded");
    }

    @Test
    void putsAsideWhatHasNoTokenAndSaysSoInTheAudit() {
        Bus.publish(tenant, run, request(agent), null);

        awaitDeadLetter("token-missing");
        patiently().until(() -> Bus.receivedBy(AuditRecorded.class, tenant).size() == 1);
        RunApi.of(port, tenant).get("/api/v1/runs/" + run).expect(404);
    }

    @Test
    void putsAsideWhatSpeaksForAnotherTenant() {
        Bus.publish(tenant, run, request(agent), token(unique("other")));

        awaitDeadLetter("tenant-mismatch");
        RunApi.of(port, tenant).get("/api/v1/runs/" + run).expect(404);
    }

    @Test
    void putsAsideWhatMayNotCreateRuns() {
        Bus.publish(tenant, run, request(agent), TestTokens.token(tenant, "runs:read"));

        awaitDeadLetter("permission-missing");
    }

    @Test
    void putsAsideATokenThatNobodyTrustedSigned() {
        Bus.publish(tenant, run, request(agent), token(tenant) + "x");

        awaitDeadLetter("token-invalid");
    }

    @Test
    void tellsTheChannelThatAnAgentIsUnknown() {
        Bus.publish(tenant, run, request("agt_nobody", run, 77, "channel"), token(tenant));

        patiently().until(() -> statuses().contains("failed"));
        RunChanged failed = Bus.received(RunChanged.class, run).getLast();
        RunFailure reason = failed.error();
        assertThat(reason).isNotNull().extracting("code").isEqualTo("agent-not-found");
        assertThat(reason).extracting("message").asString().endsWith("agt_nobody with a version 77");
    }

    @Test
    void putsAsideWhatTheApiWouldRefuseToo() {
        Bus.publish(tenant, run, request(agent, run, null, "martian"), token(tenant));

        awaitDeadLetter("trigger-malformed");
        RunApi.of(port, tenant).get("/api/v1/runs/" + run).expect(404);
    }

    @Test
    void countsARunThatEndsBeforeItBegins() {
        Bus.publish(tenant, run, request(agent("paused", Map.of())), token(tenant));

        patiently().until(() -> statuses().contains("failed"));
        patiently().until(() -> count("agent_runs", "status", "failed") == 1);
        assertThat(count("agent_errors", "code", "agent-not-active")).isEqualTo(1);
    }

    private double count(String name, String label, String value) {
        return meters.counter(name, "tenant", tenant, label, value).count();
    }

    private void awaitDeadLetter(String reason) {
        patiently().until(() -> Bus.deadLetters(Topics.RUN_REQUESTED, run), List.of(reason)::equals);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }

    private List<String> statuses() {
        return Bus.received(RunChanged.class, run).stream()
                .map(RunChanged::status)
                .toList();
    }

    private static String token(String tenant) {
        return TestTokens.token(tenant, "runs:create");
    }

    private RunRequested request(String agentId) {
        return request(agentId, run);
    }

    private static RunRequested request(String agentId, String runId) {
        return request(agentId, runId, null, "channel");
    }

    private static RunRequested request(String agentId, String runId, @Nullable Integer version, String source) {
        return new RunRequested(
                runId,
                agentId,
                version,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "hi"),
                new Trigger(source, null),
                null,
                null);
    }
}
