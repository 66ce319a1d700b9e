package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static io.fermata.executor.Traces.OF_SOMEBODY_ELSE;
import static io.fermata.executor.Traces.OF_THE_RUN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.Traces;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.testkit.script.Script;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.node.JsonNodeFactory;

/** Whoever has a run, and however often it is taken up again: it is worked on in one trace. */
@WholeServiceTest
class RunTraceIT {

    private final TenantId tenant = new TenantId(unique("trace"));
    private final String tool = unique("orders.refund").replace('-', '_');
    private final String named = unique("run_traced").replace('-', '_');

    @LocalServerPort
    private int port;

    @Autowired
    private ConfigurableEnvironment environment;

    @Autowired
    private ApplicationContext service;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant.value());
        MODEL.play(Script.when(m -> m.toolAnswered(tool))
                .replies("Done.")
                .otherwise()
                .calls(tool, Map.of("order_id", "42"))
                .build());
    }

    @Test
    void goesOnAfterAnApprovalWhenTheInstanceThatAskedIsGone() {
        String run;
        try (ConfigurableApplicationContext second = SecondInstance.start(environment)) {
            run = start(RunApi.of(SecondInstance.port(second), tenant.value()), agentWithTool(true));
            api.awaitStatus(run, "waiting_approval");
        }

        approveInAnotherTrace(run);

        api.awaitStatus(run, "succeeded");
        assertThat(onlyTrace(run, Topics.APPROVAL_REQUIRED, Topics.AUDIT_RECORDED))
                .isEqualTo(Traces.id(OF_THE_RUN));
        assertThat(executionsOf(tool)).singleElement().extracting(Traces::id).isEqualTo(Traces.id(OF_THE_RUN));
    }

    @Test
    void goesOnWhenItIsTakenOverFromTheDead() {
        Remains remains = new Remains(service, tenant);
        remains.leaveTraced(named, agentWithTool(false), "exe_dead", OF_THE_RUN);

        api.awaitStatus(named, "succeeded");

        assertThat(onlyTrace(named)).isEqualTo(Traces.id(OF_THE_RUN));
        assertThat(executionsOf(tool)).singleElement().satisfies(call -> {
            assertThat(Traces.id(call)).isEqualTo(Traces.id(OF_THE_RUN));
            assertThat(call.getHeader("traceparent")).isNotEqualTo(OF_THE_RUN);
        });
    }

    @Test
    void isThatOfTheRecordThatAskedForTheRun() {
        Bus.publishIn(OF_THE_RUN, tenant.value(), named, request(agentWithTool(true)), token());

        approveInAnotherTrace(named);

        api.awaitStatus(named, "succeeded");
        assertThat(onlyTrace(named, Topics.APPROVAL_REQUIRED, Topics.AUDIT_RECORDED))
                .isEqualTo(Traces.id(OF_THE_RUN));
    }

    @Test
    void isBegunAndKeptWhenTheRecordHasNone() {
        Bus.publish(tenant.value(), named, request(agentWithTool(true)), token());

        approveInAnotherTrace(named);

        api.awaitStatus(named, "succeeded");
        String trace = onlyTrace(named, Topics.APPROVAL_REQUIRED, Topics.AUDIT_RECORDED);
        assertThat(trace).isNotIn("none", Traces.id(OF_SOMEBODY_ELSE));
        assertThat(executionsOf(tool)).singleElement().extracting(Traces::id).isEqualTo(trace);
    }

    private String agentWithTool(boolean requiresApproval) {
        tool(tool, requiresApproval, succeeded("{\"refunded\":true}"));
        return agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
    }

    private static String start(RunApi instance, String agent) {
        return instance.post("/api/v1/agents/" + agent + "/runs", RunApi.input("refund it"), "traceparent", OF_THE_RUN)
                .expect(202)
                .text("id");
    }

    private String onlyTrace(String run, String... topics) {
        patiently().until(() -> Bus.traces(tenant.value()).containsKey(Topics.USAGE_RECORDED));
        return Traces.onlyOne(api, tenant.value(), run, topics);
    }

    private void approveInAnotherTrace(String run) {
        ApprovalRequired asked = patiently()
                .until(() -> Bus.received(ApprovalRequired.class, run), found -> !found.isEmpty())
                .getFirst();
        ApprovalDecided decided = new ApprovalDecided(
                asked.approvalId(),
                run,
                asked.stepId(),
                "approved",
                "user:usr_boss",
                "fine",
                asked.argumentsSha256(),
                Clock.systemUTC().instant());
        api.awaitStatus(run, "waiting_approval");
        Bus.publishIn(OF_SOMEBODY_ELSE, tenant.value(), run, decided, null);
    }

    private RunRequested request(String agent) {
        String nobody = null;
        return new RunRequested(
                named,
                agent,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "refund it"),
                new Trigger("channel", nobody),
                null,
                null);
    }

    private String token() {
        return TestTokens.token(tenant.value(), "runs:create");
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
