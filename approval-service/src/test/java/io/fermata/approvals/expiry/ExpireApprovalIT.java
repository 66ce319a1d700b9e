package io.fermata.approvals.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.approvals.ApprovalApi;
import io.fermata.approvals.Bus;
import io.fermata.approvals.EventStream;
import io.fermata.approvals.Requests;
import io.fermata.approvals.WholeServiceTest;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@WholeServiceTest
class ExpireApprovalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String tenant = Requests.unique("expire-");
    private final String id = Requests.unique("apr_");

    @LocalServerPort
    private int port;

    @Autowired
    private ExpirySweep sweep;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void expiresOnceHoweverManyReplicasSweep() throws Exception {
        hold(Duration.ofMillis(-1));

        try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Void> replica = () -> {
                sweep.sweep(100);
                return null;
            };
            for (Future<Void> done : replicas.invokeAll(Collections.nCopies(4, replica))) {
                done.get();
            }
        }

        await().atMost(PATIENCE)
                .until(() -> !Bus.received(ApprovalDecided.class, tenant).isEmpty());
        assertThat(Bus.received(ApprovalDecided.class, tenant)).singleElement().satisfies(decided -> {
            assertThat(decided.decision()).isEqualTo("expired");
            assertThat(decided.decidedBy()).isNull();
        });
        try (EventStream all = ApprovalApi.of(port, tenant).events("Last-Event-ID", "0")) {
            await().until(() -> all.events().size() >= 2);
            assertThat(all.states()).containsExactly(id + " pending", id + " expired");
        }
    }

    @Test
    void leavesAloneWhatHasTimeLeft() {
        hold(Duration.ofHours(1));

        sweep.sweep(100);

        assertThat(ApprovalApi.of(port, tenant).approval(id).text("status")).isEqualTo("pending");
    }

    @Test
    void oneThatCannotBeReadHoldsUpNobody() {
        String unreadable = Requests.unique("expire-");
        String unreadableId = Requests.unique("apr_");
        hold(unreadable, unreadableId, Duration.ofMinutes(-1));
        Tenants.run(
                new TenantId(unreadable),
                () -> transactions.executeWithoutResult(_ -> jdbc.update(
                        "UPDATE approvals SET arguments_json = 'fs1.1.nothing-that-was-sealed' WHERE id = ?",
                        unreadableId)));
        hold(Duration.ofMillis(-1));

        sweep.sweep(100);

        assertThat(ApprovalApi.of(port, tenant).approval(id).text("status")).isEqualTo("expired");
    }

    @Test
    void measuresTheQueueAndHowLongCallsAreHeld() {
        hold(Duration.ofHours(1));
        ApprovalApi.of(port, tenant).approve(id).expect(200);

        await().untilAsserted(() -> assertThat(metrics.get("approval.latency")
                        .tag("decision", "approved")
                        .timer()
                        .count())
                .isPositive());
        assertThat(metrics.get("approval.queue.depth").gauge().value()).isNotNegative();
    }

    private void hold(Duration life) {
        hold(tenant, id, life);
    }

    private void hold(String tenant, String id, Duration life) {
        Bus.publish(tenant, "run_1", Requests.required(id, Requests.unique("run_"), List.of(), 1, life));
        await().atMost(PATIENCE)
                .until(() -> ApprovalApi.of(port, tenant).approval(id).status() == 200);
    }
}
