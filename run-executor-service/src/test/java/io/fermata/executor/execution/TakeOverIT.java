package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.UsageRecorded;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What one instance leaves behind when it dies, another brings to its end. */
@WholeServiceTest
class TakeOverIT {

    private static final String DEAD = "exe_dead";

    private final TenantId tenant = new TenantId(unique("takeover"));
    private final String run = unique("run_orphan");
    private final String tool = unique("orders.refund").replace('-', '_');
    private final ToolCall call = new ToolCall("call_1", tool, "{\"order_id\":\"42\"}");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    @Autowired
    private Leases leases;

    @Autowired
    private Journal journal;

    private Remains remains;
    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        api = RunApi.of(port, tenant.value());
        remains = new Remains(service, tenant);
        tool(tool, false, succeeded("{\"refunded\":true}"));
        MODEL.play(Script.when(m -> m.toolAnswered(tool))
                .replies("Done.")
                .otherwise()
                .replies("Hello.")
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
    }

    @Test
    void goesOnWithTheIntentOfTheDeadUnderTheSameKey() {
        Step thought = new Step.Thought("", List.of(call), usage(), false);
        Step intent = new Step.ToolCalled(call, "stp_of_the_dead", 1);
        remains.leave(run, agent, DEAD, List.of(thought, intent), null);

        JsonNode done = api.awaitStatus(run, "succeeded", "failed");

        assertThat(done.get("status").asString()).isEqualTo("succeeded");
        assertThat(executionsOf(tool)).hasSize(1);
        assertThat(executionsOf(tool).getFirst().getBodyAsString()).contains("stp_of_the_dead");
        assertThat(api.stepTypes(run)).containsExactly("think", "tool_call", "tool_result", "think", "output");
        assertThat(api.steps(run))
                .extracting(step -> step.get("sequence").asInt())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void keepsALostModelCallOnTheBooks() {
        String lost = unique("usg_lost");
        remains.leave(run, agent, DEAD, List.of(), lost);

        api.awaitStatus(run, "succeeded");

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.receivedBy(UsageRecorded.class, tenant.value()).size() == 2);
        assertThat(Bus.receivedBy(UsageRecorded.class, tenant.value()))
                .extracting(usage -> usage.usageId().equals(lost) ? "lost" : "ours", UsageRecorded::outcome)
                .containsExactlyInAnyOrder(tuple("lost", "unknown"), tuple("ours", "done"));
    }

    @Test
    void leavesTheRunsOfTheLivingAlone() {
        String alive = unique("exe_alive");
        remains.pretendAlive(alive);
        remains.leave(run, agent, alive, List.of(), null);

        assertThat(Tenants.<Boolean>call(tenant, () -> leases.claim(run).isPresent()))
                .isFalse();
    }

    @Test
    void endsARunThatCannotBeExecutedAndAnswersItsCalls() {
        Step thought = new Step.Thought("", List.of(call), usage(), false);
        remains.leave(run, "agt_gone", DEAD, List.of(thought), null);

        JsonNode failed = api.awaitStatus(run, "failed");

        assertThat(failed.at("/error/code").asString()).isEqualTo("internal");
        assertThat(api.stepTypes(run)).containsExactly("think", "tool_result", "error");
        assertThat(api.steps(run).get(1).at("/output/outcome").asString()).isEqualTo("not_run");
        assertThat(executionsOf(tool)).isEmpty();
    }

    @Test
    void refusesWhatAZombieWrites() {
        String first = unique("exe_first");
        String next = unique("exe_next");
        remains.pretendAlive(first);
        remains.pretendAlive(next);
        remains.leave(run, agent, first, List.of(), null);
        Leases.Claimed zombie = remains.moveTo(next, run);
        JournalEntry entry = new Draft().toEntry(zombie.run().use(zombie.run().totals(), null), zombie.lease(), false);

        assertThatThrownBy(() -> journal.append(entry)).isInstanceOf(LeaseLostException.class);

        assertThat(api.stepTypes(run)).isEmpty();
        assertThat(api.get("/api/v1/runs/" + run).text("status")).isEqualTo("running");
    }

    private static ModelUsage usage() {
        return new ModelUsage("openai/gpt-4o-mini", 10, 5, new BigDecimal("0.000005"));
    }
}
