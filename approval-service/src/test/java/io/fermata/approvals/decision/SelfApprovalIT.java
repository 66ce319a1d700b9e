package io.fermata.approvals.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.ApprovalApi.Answer;
import io.fermata.approvals.Bus;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.contracts.event.TenantChanged;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever started a run approves its calls himself only where his tenant wants it so. */
@WholeServiceTest
class SelfApprovalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Who starts the runs of {@link Requests}. */
    private static final String EVE = "user:usr_eve";

    private final String tenant = Requests.unique("self-");
    private final String id = Requests.unique("apr_");

    @LocalServerPort
    private int port;

    @Autowired
    private KnownSettings settings;

    private ApprovalApi ada;
    private ApprovalApi eve;

    @BeforeEach
    void open() {
        ada = ApprovalApi.of(port, tenant);
        eve = ApprovalApi.as(port, tenant, EVE, List.of("operator"));
    }

    @Test
    void isAllowedWhereTheTenantHasNotChosen() {
        hold(List.of(), 1);

        assertThat(eve.approve(id).expect(200).text("decided_by")).isEqualTo(EVE);
    }

    @Test
    void isRefusedAndAuditedWhereTheTenantPreventsIt() {
        prevent(true);
        hold(List.of(), 1);

        Answer refused = eve.approve(id).expect(403);

        assertThat(refused.problem()).isEqualTo("forbidden");
        assertThat(refused.text("detail")).contains("a different person has to");
        assertThat(ada.approval(id).text("status")).isEqualTo("pending");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Bus.received(AuditRecorded.class, tenant))
                        .filteredOn(entry -> entry.outcome().equals("denied"))
                        .singleElement()
                        .satisfies(entry -> {
                            assertThat(entry.actor()).isEqualTo(EVE);
                            assertThat(entry.action()).isEqualTo("approval.approve");
                        }));
    }

    @Test
    void isRefusedToNamedApproversTooAndCountsForNoQuorum() {
        prevent(true);
        hold(List.of(EVE, "operator", "user:usr_ada"), 2);
        ada.approve(id).expect(200);

        eve.approve(id).expect(403);

        assertThat(ada.approval(id).body().get("approved_by")).hasSize(1);
        assertThat(ada.approval(id).text("status")).isEqualTo("pending");
    }

    @Test
    void leavesTheDecisionToAnother() {
        prevent(true);
        hold(List.of(), 1);

        assertThat(ada.approve(id).expect(200).text("status")).isEqualTo("approved");
    }

    @Test
    void doesNotKeepAnybodyFromStoppingTheirOwnRun() {
        prevent(true);
        hold(List.of(), 1);

        assertThat(eve.reject(id, "{}").expect(200).text("status")).isEqualTo("rejected");
    }

    @Test
    void isJudgedByWhatTheTenantWantsWhenItIsDecided() {
        prevent(true);
        hold(List.of(), 1);
        eve.approve(id).expect(403);

        prevent(false);

        eve.approve(id).expect(200);
    }

    private void prevent(boolean prevented) {
        Bus.publish(tenant, tenant, new TenantChanged(tenant, "Self", "active", false, List.of(), prevented));
        await().atMost(PATIENCE)
                .until(
                        () -> Tenants.call(new TenantId(tenant), settings::current),
                        known -> known.equals(new TenantSettings(false, List.of(), prevented)));
    }

    private void hold(List<String> approvers, int quorum) {
        ApprovalRequired required =
                Requests.required(id, Requests.unique("run_"), approvers, quorum, Duration.ofHours(24));
        Bus.publish(tenant, required.runId(), required);
        await().atMost(PATIENCE).until(() -> ada.approval(id).status() == 200);
    }
}
