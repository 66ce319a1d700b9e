package io.fermata.approvals.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.Bus;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@WholeServiceTest
class HoldCallIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant = Requests.unique("hold-");
    private final String id = Requests.unique("apr_");

    @LocalServerPort
    private int port;

    private ApprovalApi api;

    @BeforeEach
    void open() {
        api = ApprovalApi.of(port, tenant);
    }

    @Test
    void showsTheHeldCallWithTheExactArguments() {
        ApprovalRequired required = Requests.required(id);

        Bus.publish(tenant, required.runId(), required);

        JsonNode view = awaitHeld(id).body();
        assertThat(view.get("arguments")).isEqualTo(Json.standard().read(Requests.ARGUMENTS));
        assertThat(view.get("arguments_sha256").asString()).isEqualTo(required.argumentsSha256());
        assertThat(view.get("status").asString()).isEqualTo("pending");
        assertThat(view.get("agent_name").asString()).isEqualTo("refunds");
        assertThat(view.get("requested_by").asString()).isEqualTo("user:usr_eve");
        assertThat(view.get("decided_by").isNull()).isTrue();
    }

    @Test
    void holdsOnceWhatArrivesTwice() {
        ApprovalRequired required = Requests.required(id);
        String later = Requests.unique("apr_");

        Bus.publish("same-" + id, tenant, required.runId(), required);
        Bus.publish("same-" + id, tenant, required.runId(), required);
        Bus.publish(tenant, required.runId(), required);
        Bus.publish(tenant, required.runId(), Requests.required(later, required.runId(), List.of(), 1, PATIENCE));

        awaitHeld(later);
        assertThat(api.get("/api/v1/approvals?run_id=" + required.runId())
                        .body()
                        .get("data"))
                .hasSize(2);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.received(AuditRecorded.class, tenant))
                        .extracting(AuditRecorded::resourceId)
                        .containsExactlyInAnyOrder(id, later));
    }

    @Test
    void putsArgumentsThatDoNotFitTheirHashAside() {
        ApprovalRequired honest = Requests.required(id);
        String run = honest.runId();

        Bus.publish(tenant, run, withArguments(honest, "{\"order_id\":\"43\"}", honest.argumentsSha256()));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.deadLetters(Topics.APPROVAL_REQUIRED, run))
                        .containsExactly("unusable-approval-request"));
        assertThat(api.approval(id).status()).isEqualTo(404);
    }

    @Test
    void putsArgumentsNobodyCanReadAside() {
        ApprovalRequired honest = Requests.required(id);
        String garbage = "{\"a\":1,\"a\":2}";

        Bus.publish(tenant, honest.runId(), withArguments(honest, garbage, Json.sha256(garbage)));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.deadLetters(Topics.APPROVAL_REQUIRED, honest.runId()))
                        .containsExactly("unusable-approval-request"));
    }

    @Test
    void cancelsWhatIsPendingWhenTheRunEnds() {
        ApprovalRequired required = Requests.required(id);
        Bus.publish(tenant, required.runId(), required);
        awaitHeld(id);

        Bus.publish(tenant, required.runId(), Requests.ended(required.runId(), "cancelled"));

        await().atMost(PATIENCE).until(() -> api.approval(id).text("status").equals("cancelled"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.received(ApprovalDecided.class, tenant))
                        .singleElement()
                        .satisfies(decided -> assertThat(decided.decision()).isEqualTo("cancelled")));
    }

    @Test
    void cancelsAtOnceWhatArrivesAfterTheEndOfItsRun() {
        ApprovalRequired required = Requests.required(id);
        String run = required.runId();
        String witness = Requests.unique("apr_");
        Bus.publish(tenant, run, Requests.required(witness, run, List.of(), 1, PATIENCE));
        awaitHeld(witness);
        Bus.publish(tenant, run, Requests.ended(run, "failed"));
        await().atMost(PATIENCE)
                .until(() -> api.approval(witness).text("status").equals("cancelled"));

        Bus.publish(tenant, run, required);

        await().atMost(PATIENCE).until(() -> api.approval(id).text("status").equals("cancelled"));
    }

    private ApprovalApi.Answer awaitHeld(String approval) {
        await().atMost(PATIENCE).until(() -> api.approval(approval).status() == 200);
        return api.approval(approval);
    }

    private static ApprovalRequired withArguments(ApprovalRequired of, String json, String sha256) {
        return new ApprovalRequired(
                of.approvalId(),
                of.runId(),
                of.stepId(),
                of.agentId(),
                of.agentVersion(),
                of.agentName(),
                of.tool(),
                of.toolVersion(),
                json,
                sha256,
                of.riskLevel(),
                of.approvers(),
                of.quorum(),
                of.reason(),
                of.requestedBy(),
                of.requestedAt(),
                of.expiresAt());
    }
}
