package io.fermata.approvals.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.Bus;
import io.fermata.approvals.EventStream;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.json.Json;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.testing.Stored;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What is held, and what people say about it, lies sealed in the tables of a tenant that wants it so. */
@WholeServiceTest
class SensitiveApprovalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NOTE = "planted-in-a-note";
    /** As it stands in the arguments, escaped or not. */
    private static final String ARGUMENT = "order_id";

    private final String tenant = Requests.unique("sensitive-");
    private final String id = Requests.unique("apr_");

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
    private ApprovalApi api;

    @BeforeEach
    void open() {
        stored = new Stored(jdbc, transactions, database);
        api = ApprovalApi.of(port, tenant);
    }

    @Test
    void aMarkedTenantsApprovalIsFoundInNoTableAndShownWhole() {
        mark();

        ApprovalRequired required = holdAndReject();

        assertThat(stored.tablesWith(tenant, ARGUMENT)).isEmpty();
        assertThat(stored.tablesWith(tenant, NOTE)).isEmpty();
        assertThat(api.approval(id).body().get("arguments"))
                .isEqualTo(Json.standard().read(Requests.ARGUMENTS));
        assertThat(api.approval(id).text("arguments_sha256")).isEqualTo(required.argumentsSha256());
        assertThat(api.approval(id).text("notes")).isEqualTo(NOTE);
    }

    @Test
    void theStreamShowsItWhole() {
        mark();
        holdAndReject();

        try (EventStream stream = api.events("Last-Event-ID", "0")) {
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(stream.states()).containsExactly(id + " pending", id + " rejected"));
            assertThat(stream.events().getLast().data().toString()).contains(ARGUMENT, NOTE);
        }
    }

    @Test
    void anothersIsFound() {
        holdAndReject();

        assertThat(stored.tablesWith(tenant, ARGUMENT)).contains("approvals");
        assertThat(stored.tablesWith(tenant, NOTE)).contains("approvals", "approval_changes", "outbox");
    }

    @Test
    void anErasedTenantsApprovalsAreGoneAndNobodyExpiresThem() {
        mark();
        hold();

        inTenant(() -> keys.erase());

        assertThat(api.approval(id).expect(404).problem()).isEqualTo("not-found");
        inTenant(() -> jdbc.update("UPDATE approvals SET expires_at = now() - interval '1 hour' WHERE id = ?", id));
        assertThat(Tenants.housekeeping(
                        () -> jdbc.queryForList("SELECT id FROM overdue_approvals(1000)", String.class)))
                .doesNotContain(id);
    }

    private ApprovalRequired holdAndReject() {
        ApprovalRequired required = hold();
        api.reject(id, "{\"notes\":\"" + NOTE + "\"}").expect(200);
        return required;
    }

    private ApprovalRequired hold() {
        ApprovalRequired required = Requests.required(id, Requests.unique("run_"), List.of(), 1, Duration.ofHours(1));
        Bus.publish(tenant, required.runId(), required);
        await().atMost(PATIENCE).until(() -> api.approval(id).status() == 200);
        return required;
    }

    private void mark() {
        inTenant(() -> settings.remember(new TenantSettings(true, List.of(), false), Instant.EPOCH));
    }

    private void inTenant(Runnable work) {
        Tenants.run(new TenantId(tenant), () -> transactions.executeWithoutResult(_ -> work.run()));
    }
}
