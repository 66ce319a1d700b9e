package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.offeredTogether;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;

/** Topics keep no order among each other: news may be there before what it is about. */
@WholeServiceTest
class OvertakenNewsIT {

    private final String tenant = unique("overtaken");
    private final String run = unique("run_overtaken");

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transactions;

    private RunApi api;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant);
    }

    @Test
    void aDecisionThatIsFasterThanTheParkingOfItsRunCountsOnce() {
        String gated = unique("orders.refund").replace('-', '_');
        String slow = unique("orders.lookup").replace('-', '_');
        String agent = agentWithGatedAndSlow(gated, slow);

        String begun = api.start(agent, "go");
        ApprovalRequired asked = awaitAsked(begun);
        decide("of-nobody-" + begun, asked, unique("run_of_nobody"));
        decide("same-" + begun, asked, begun);
        decide("same-" + begun, asked, begun);
        decide("again-" + begun, asked, begun);

        assertThat(api.get("/api/v1/runs/" + begun).text("status")).isEqualTo("running");
        api.awaitStatus(begun, "succeeded", "failed");
        assertThat(executionsOf(gated)).hasSize(1);
        assertThat(api.stepTypes(begun)).containsOnlyOnce("approval_response").doesNotContain("error");
    }

    @Test
    void aCancellationThatIsFasterThanItsRunIsKeptForIt() {
        MODEL.play(Script.always().replies("Answered.").build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        cancel("cancel-" + run);
        cancel("cancel-" + run);
        cancel("cancel-again-" + run);
        patiently().until(() -> isHandled(tenant, "cancel-again-" + run));

        request("request-" + run, agent);
        request("request-" + run, agent);
        request("request-again-" + run, agent);

        api.awaitStatus(run, "cancelled", "succeeded", "failed");
        assertThat(api.stepTypes(run)).containsExactly("error");
        String witness = unique("run_witness");
        request("witness-" + run, agent, witness);
        api.awaitStatus(witness, "succeeded");
        patiently().until(() -> Bus.received(RunChanged.class, run).size() >= 2);
        assertThat(Bus.received(RunChanged.class, run))
                .extracting(RunChanged::status)
                .containsExactly("queued", "cancelled");
    }

    @Test
    void aCancellationByAnotherTenantIsNoNewsForTheRun() {
        String gated = unique("orders.refund").replace('-', '_');
        tool(gated, true, succeeded("{\"refunded\":true}"));
        MODEL.play(Script.always().calls(gated, Map.of("amount", 1)).build());
        String parked =
                api.start(agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(gated))), "go");
        api.awaitStatus(parked, "waiting_approval");
        String stranger = unique("stranger");

        Bus.publish(
                "foreign-" + parked,
                stranger,
                parked,
                new RunCancelRequested(parked, null, "user:usr_2"),
                TestTokens.token(stranger, "runs:cancel"));

        patiently().until(() -> isHandled(stranger, "foreign-" + parked));
        assertThat(runnableRuns()).doesNotContain(parked);
        assertThat(api.get("/api/v1/runs/" + parked).text("status")).isEqualTo("waiting_approval");
    }

    private List<String> runnableRuns() {
        return Tenants.housekeeping(() -> jdbc.sql("SELECT run_id FROM runnable_runs(1000)")
                .query(String.class)
                .list());
    }

    @Test
    void whatCannotBeTheIdOfARunIsNotKept() {
        String token = TestTokens.token(tenant, "runs:cancel");
        String nonsense = "not a run " + run;

        Bus.publish(tenant, nonsense, new RunCancelRequested(nonsense, null, "user:usr_1"), token);

        patiently().until(() -> Bus.deadLetters(Topics.RUN_CANCEL, nonsense), List.of("run-id-malformed")::equals);
    }

    /** The gated call is asked for while the slow one is still under way: the run cannot park yet. */
    private static String agentWithGatedAndSlow(String gated, String slow) {
        tool(gated, true, succeeded("{\"refunded\":true}"));
        tool(slow, false, succeeded("{\"found\":true}").withFixedDelay(3_000));
        offeredTogether(gated, slow);
        MODEL.play(Script.when(m -> m.user("go").round(1))
                .calls(gated, Map.of("amount", 1))
                .with(reply -> reply.call(slow, Map.of()))
                .otherwise()
                .replies("Both done.")
                .build());
        return agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(gated, slow)));
    }

    private static ApprovalRequired awaitAsked(String run) {
        return patiently()
                .until(() -> Bus.received(ApprovalRequired.class, run), asked -> !asked.isEmpty())
                .getFirst();
    }

    private void decide(String eventId, ApprovalRequired asked, String about) {
        ApprovalDecided decision = new ApprovalDecided(
                asked.approvalId(),
                about,
                asked.stepId(),
                "approved",
                "user:usr_boss",
                null,
                asked.argumentsSha256(),
                Clock.systemUTC().instant());
        Bus.publish(eventId, tenant, asked.runId(), decision, null);
    }

    private void cancel(String eventId) {
        Bus.publish(
                eventId,
                tenant,
                run,
                new RunCancelRequested(run, "changed my mind", "user:usr_1"),
                TestTokens.token(tenant, "runs:cancel"));
    }

    private void request(String eventId, String agent) {
        request(eventId, agent, run);
    }

    private void request(String eventId, String agent, String wanted) {
        RunRequested request = new RunRequested(
                wanted,
                agent,
                null,
                null,
                JsonNodeFactory.instance.objectNode().put("message", "hi"),
                new Trigger("channel", null),
                null,
                null);
        Bus.publish(eventId, tenant, wanted, request, TestTokens.token(tenant, "runs:create"));
    }

    private boolean isHandled(String whose, String eventId) {
        return Tenants.call(
                new TenantId(whose),
                () -> transactions.execute(_ -> jdbc.sql("SELECT count(*) FROM inbox WHERE event_id = ?")
                                .param(eventId)
                                .query(Integer.class)
                                .single()
                        == 1));
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofSeconds(30));
    }
}
