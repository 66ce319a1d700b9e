package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class AuditE2E {
    private Tenant tenant;
    private String agent;

    @BeforeEach
    void aShopAndItsAgent() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("audited");
        tenant.shop();
        agent = tenant.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
    }

    @Test
    void whoMadeAnAgentIsOnRecord() {
        JsonNode made = tenant.awaitAudited("action=agent.create&resource_id=" + agent);

        assertThat(made.path("actor").asString()).startsWith("key:key_");
        assertThat(made.path("outcome").asString()).isEqualTo("succeeded");
        assertThat(made.path("source").asString()).isEqualTo("/agent-registry-service");
        assertThat(made.path("origin").path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(made.path("origin").path("request_id").asString()).isNotBlank();
    }

    @Test
    void whoDecidedAnApprovalIsOnRecord() {
        String run = tenant.start(agent, "Refund order 42");
        String approval = tenant.awaitApproval(run).path("id").asString();
        tenant.colleague("operator").post("/api/v1/approvals/" + approval + "/approve", Map.of("notes", "fine"));

        JsonNode decided = tenant.awaitAudited("action=approval.approve&resource_id=" + approval);

        assertThat(decided.path("actor").asString()).startsWith("key:key_");
        assertThat(decided.path("approvals").path(0).asString()).isEqualTo(approval);
        assertThat(decided.path("details").path("run_id").asString()).isEqualTo(run);
    }

    @Test
    void whatAnAgentCalledIsOnRecord() {
        String run = tenant.start(agent, "Refund order 42");

        JsonNode called = tenant.awaitAudited("action=tool.execute&resource_id=orders.lookup");

        assertThat(called.path("outcome").asString()).isEqualTo("succeeded");
        assertThat(called.path("details").path("run_id").asString()).isEqualTo(run);
        assertThat(called.path("details").path("agent_id").asString()).isEqualTo(agent);
        assertThat(called.path("details").path("arguments_sha256").asString()).hasSize(64);
        assertThat(called.path("details").has("arguments")).isFalse();
    }

    @Test
    void whoWasRefusedIsOnRecord() {
        Problems.require(
                tenant.colleague("viewer").send("POST", "/api/v1/agents", object("name", "x")), 403, "forbidden");

        JsonNode refused = tenant.awaitAudited("outcome=denied&resource_id=POST%20/api/v1/agents");

        assertThat(refused.path("actor").asString()).startsWith("key:key_");
        assertThat(refused.path("details").path("lacking").path(0).asString()).isEqualTo("agents:write");
    }

    @Test
    void theChainHoldsAndCanBeTakenAway() {
        tenant.awaitAudited("action=agent.create");

        JsonNode verdict = tenant.gateway().get("/api/v1/audit-events/verify");
        Answer export = tenant.gateway().send("GET", "/api/v1/audit-events/export?format=jsonl", null);

        assertThat(verdict.path("intact").asBoolean()).as("%s", verdict).isTrue();
        assertThat(verdict.path("checked").asInt()).isPositive();
        assertThat(export.body().lines().count())
                .isGreaterThanOrEqualTo(verdict.path("checked").asLong());
    }

    @Test
    void anotherTenantSeesNoneOfIt() {
        String id = tenant.awaitAudited("action=agent.create").path("id").asString();
        Tenant stranger = TestPlatform.newTenant("stranger");
        Gateway theirs = stranger.gateway();

        List<String> seen = List.of(
                theirs.send("GET", "/api/v1/audit-events?limit=100", null).body(),
                theirs.send("GET", "/api/v1/audit-events/export", null).body());

        assertThat(seen).noneMatch(body -> body.contains(agent) || body.contains(id) || body.contains(tenant.id()));
        Problems.require(theirs.send("GET", "/api/v1/audit-events/" + id, null), 404, "not-found");
    }
}
