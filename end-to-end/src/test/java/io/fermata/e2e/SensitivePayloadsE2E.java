package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.EventStream;
import io.fermata.e2e.leak.Leaks;
import io.fermata.e2e.leak.Leaks.Leak;
import io.fermata.e2e.leak.Needles;
import io.fermata.e2e.support.Evidence;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Who reads the databases learns nothing of what a tenant's runs were about, if the tenant wants it so. */
@ExtendWith(LocalStackExtension.class)
class SensitivePayloadsE2E {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String NOTE = "-said-of-it";

    @BeforeEach
    void aStory() {
        TestPlatform.playDefaultScript();
    }

    @Test
    void aMarkedTenantsPayloadsAreInNoTableAndInEveryAnswer() throws IOException {
        Tenant tenant = TestPlatform.newTenant("discreet");
        mark(tenant);

        refund(tenant, "planted-discreet-8c41d2");

        assertThat(tablesWith("planted-discreet-8c41d2")).isEmpty();
    }

    @Test
    void anothersAreFound() throws IOException {
        Tenant tenant = TestPlatform.newTenant("careless");

        refund(tenant, "planted-careless-2f90be");

        assertThat(tablesWith("planted-careless-2f90be"))
                .contains(
                        "table fermata_executor.runs",
                        "table fermata_executor.steps",
                        "table fermata_executor.messages",
                        "table fermata_executor.outbox",
                        "table fermata_tools.tool_executions",
                        "table fermata_approvals.approvals",
                        "table fermata_approvals.approval_changes",
                        "table fermata_approvals.outbox");
    }

    private static void mark(Tenant tenant) {
        tenant.gateway()
                .send("PATCH", "/api/v1/tenants/" + tenant.id(), Map.of("sensitive_payloads", true))
                .requireSuccess("marking payloads");
        for (String database : List.of("fermata_executor", "fermata_tools", "fermata_approvals")) {
            await().atMost(SOON)
                    .until(() -> Evidence.databases()
                            .query(
                                    database,
                                    "SELECT tenant_id FROM tenant_settings WHERE sensitive_payloads",
                                    row -> row.getString(1))
                            .contains(tenant.id()));
        }
    }

    /** A run that says the order's name in its input, its calls, their results and its answer, and shows it everywhere. */
    private static void refund(Tenant tenant, String order) throws IOException {
        tenant.shop();
        String agent = tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
        String run = tenant.start(agent, "Refund order " + order);
        JsonNode approval = tenant.awaitApproval(run);
        assertThat(approval.path("arguments").path("order_id").asString()).isEqualTo(order);
        tenant.colleague("operator")
                .post(
                        "/api/v1/approvals/" + approval.path("id").asString() + "/approve",
                        Map.of("notes", order + NOTE));
        JsonNode done = tenant.awaitStatus(run, "succeeded");
        assertThat(done.path("input").path("message").asString()).contains(order);
        assertThat(done.path("output").path("message").asString()).contains(order);
        assertThat(tenant.steps(run).toString()).contains(order + NOTE);
        assertThat(streamed(tenant, run)).contains(order);
        assertThat(tenant.gateway().get("/api/v1/tool-executions?run_id=" + run).toString())
                .contains(order);
    }

    private static String streamed(Tenant tenant, String run) throws IOException {
        List<EventStream.Event> events = new ArrayList<>();
        tenant.events(run).read(null, events::add);
        return events.toString();
    }

    private static List<String> tablesWith(String planted) {
        Leaks leaks = new Leaks(new Needles(Map.of(planted, "a payload")));
        Evidence.read(leaks);
        assertThat(leaks.places()).contains("table fermata_executor.steps", "table fermata_approvals.outbox");
        return leaks.found().stream()
                .map(Leak::place)
                .filter(place -> place.startsWith("table "))
                .toList();
    }
}
