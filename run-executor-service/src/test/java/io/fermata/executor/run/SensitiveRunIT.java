package io.fermata.executor.run;

import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.Bus;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.testing.Stored;
import io.fermata.testkit.script.Script;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What a run is told and says lies sealed in the database of a tenant that wants it so, and nobody else notices. */
@WholeServiceTest
class SensitiveRunIT {

    private final String tenant = unique("sensitive");
    private final String planted = unique("planted-in-a-run");
    private final String tool = unique("orders.lookup").replace('-', '_');

    @LocalServerPort
    private int port;

    @Autowired
    private KnownSettings settings;

    @Autowired
    private DataKeys keys;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DatabaseProperties database;

    private Stored stored;
    private RunApi api;
    private String agent;

    @BeforeEach
    void open() {
        stored = new Stored(jdbc, transactions, database);
        api = RunApi.of(port, tenant);
        tool(tool, false, succeeded("{\"found\":\"" + planted + "\"}"));
        MODEL.play(Script.when(m -> m.user("look").round(1))
                .calls(tool, Map.of("order", planted))
                .when(m -> m.toolAnswered(tool))
                .replies("It says {{tool_result.found}}.")
                .build());
        agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool), "history_messages", 10));
    }

    @Test
    void aMarkedTenantsRunIsFoundInNoTableAndShownWhole() {
        mark(true);

        JsonNode run = runWithPlant();

        assertThat(stored.tablesWith(tenant, planted)).isEmpty();
        assertShown(run);
        assertThat(executionsOf(tool).getFirst().getBodyAsString()).contains(planted);
    }

    @Test
    void anothersIsFound() {
        JsonNode run = runWithPlant();

        assertThat(stored.tablesWith(tenant, planted)).contains("runs", "steps", "messages", "outbox");
        assertShown(run);
    }

    @Test
    void theBusTellsItReadable() {
        mark(true);

        String run = runWithPlant().get("id").asString();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> Bus.received(StepEmitted.class, run).stream()
                        .anyMatch(step -> step.output().toString().contains(planted)));
    }

    @Test
    void goesOnWithASessionThatBeganBeforeTheMark() {
        String session = runWithPlant().get("session_id").asString();
        mark(true);

        JsonNode next = api.post(
                        "/api/v1/runs",
                        "{\"agent_id\":\"%s\",\"session_id\":\"%s\",\"input\":{\"message\":\"look again\"}}"
                                .formatted(agent, session),
                        "Prefer",
                        "wait=30")
                .expect(200)
                .body();

        assertThat(next.get("status").asString()).isEqualTo("succeeded");
        assertThat(api.get("/api/v1/sessions/" + session + "/messages")
                        .body()
                        .get("data")
                        .findValuesAsString("content"))
                .hasSize(4)
                .anyMatch(text -> text.contains("look at " + planted))
                .contains("look again");
    }

    @Test
    void whatARunnerOutsideReportsIsSealedToo() {
        mark(true);
        String run = startOutside();

        JsonNode reported = api.post(
                        "/api/v1/runs/" + run + "/report",
                        "{\"status\":\"failed\",\"error\":{\"code\":\"lost\",\"message\":\"no " + planted + "\"}}")
                .expect(200)
                .body();

        assertThat(reported.at("/error/message").asString()).contains(planted);
        assertThat(stored.tablesWith(tenant, planted)).isEmpty();
    }

    @Test
    void anErasedTenantsRunsAreGoneAndNobodyTakesThemUp() {
        mark(true);
        String done = runWithPlant().get("id").asString();
        String parked = startOutside();

        inTenant(() -> keys.erase());

        assertThat(api.get("/api/v1/runs/" + done).expect(404).problem()).isEqualTo("not-found");
        assertThat(api.get("/api/v1/runs/" + done + "/steps").expect(404).problem())
                .isEqualTo("not-found");
        inTenant(() -> jdbc.update("UPDATE runs SET status = 'running' WHERE id = ?", parked));
        assertThat(Tenants.housekeeping(
                        () -> jdbc.queryForList("SELECT run_id FROM runnable_runs(1000)", String.class)))
                .doesNotContain(parked);
    }

    private String startOutside() {
        return api.post(
                        "/api/v1/agents/" + agent + "/runs",
                        "{\"runner\":\"external\",\"input\":{\"message\":\"look at " + planted + "\"}}")
                .expect(202)
                .text("id");
    }

    private JsonNode runWithPlant() {
        return api.post(
                        "/api/v1/agents/" + agent + "/runs",
                        "{\"input\":{\"message\":\"look at %s\"},\"metadata\":{\"about\":\"%s\"}}"
                                .formatted(planted, planted),
                        "Prefer",
                        "wait=30")
                .expect(200)
                .body();
    }

    private void assertShown(JsonNode run) {
        String id = run.get("id").asString();
        JsonNode shown = api.get("/api/v1/runs/" + id).body();
        assertThat(shown.at("/input/message").asString()).isEqualTo("look at " + planted);
        assertThat(shown.at("/metadata/about").asString()).isEqualTo(planted);
        assertThat(shown.at("/output/message").asString()).isEqualTo("It says " + planted + ".");
        assertThat(api.steps(id))
                .filteredOn(step -> step.toString().contains(planted))
                .hasSizeGreaterThan(3);
        assertThat(String.join("\n", api.events(id))).contains(planted);
    }

    private void mark(boolean sensitive) {
        inTenant(() -> settings.remember(new TenantSettings(sensitive, List.of(), false), Instant.EPOCH));
    }

    private void inTenant(Runnable work) {
        Tenants.run(new TenantId(tenant), () -> transactions.executeWithoutResult(_ -> work.run()));
    }
}
