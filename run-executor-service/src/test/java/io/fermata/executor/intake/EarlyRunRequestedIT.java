package io.fermata.executor.intake;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.Trigger;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.agent.Agent;
import io.fermata.executor.agent.AgentDirectory;
import io.fermata.executor.run.RequestRun;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.Runner;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The log is read before its commits can be seen: a request may arrive ahead of the run it is for. */
@WholeServiceTest
class EarlyRunRequestedIT {

    private static final ObjectNode INPUT =
            JsonNodeFactory.instance.objectNode().put("message", "hello");

    private final TenantId tenant = new TenantId(unique("early"));

    @LocalServerPort
    private int port;

    @Autowired
    private AgentDirectory agents;

    @Autowired
    private RequestRun requestRun;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void waitsForTheRowOfAnEventThatWasFasterThanItsCommit() {
        MODEL.play(Script.always().replies("Answered.").build());
        String agentId = agent("active", Map.of("model", "openai/gpt-4o-mini"));

        Run run = Tenants.call(
                tenant,
                () -> transactions.execute(_ -> {
                    Agent agent = agents.findForStart(agentId, null).orElseThrow();
                    Run uncommitted = requestRun.handle(
                            agent,
                            new RequestRun.Command(null, null, INPUT, null, "api", "user:usr_1", Runner.INTERNAL));
                    Bus.publish(tenant.value(), uncommitted.id(), request(uncommitted), null);
                    await().atMost(Duration.ofSeconds(30)).until(this::somebodyWaitsForACommit);
                    return uncommitted;
                }));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> RunApi.of(port, tenant.value())
                        .get("/api/v1/runs/" + run.id())
                        .text("status")
                        .equals("succeeded"));
        assertThat(Bus.deadLetters(Topics.RUN_REQUESTED, run.id())).isEmpty();
    }

    private boolean somebodyWaitsForACommit() {
        return jdbc.sql("SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg\\_snapshot\\_xmin%'"
                                + " AND pid <> pg_backend_pid()")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static RunRequested request(Run run) {
        return new RunRequested(
                run.id(),
                run.agentId(),
                run.agentVersion(),
                run.sessionId(),
                INPUT,
                new Trigger("api", null),
                null,
                null);
    }
}
