package io.fermata.policies.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.policies.audit.Verdict.BrokenLink;
import io.fermata.policies.support.Intruder;
import io.fermata.policies.support.Policies;
import io.fermata.policies.support.Trail;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ChainIT {
    private final String tenant = Policies.newTenant();

    @Autowired
    private AuditLedger ledger;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Environment environment;

    private Trail trail;
    private Intruder intruder;

    @BeforeEach
    void aChain() {
        trail = new Trail(tenant, ledger, transaction);
        intruder = new Intruder(environment);
    }

    @Test
    void anUntouchedChainHolds() {
        trail.grow(3);
        trail.grow(1200);

        Verdict verdict = trail.verify();

        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.checked()).isEqualTo(1203);
        assertThat(verdict.last().sequence()).isEqualTo(1203);
    }

    @Test
    void anEmptyChainHolds() {
        assertThat(trail.verify()).isEqualTo(new Verdict(0, ChainHead.NONE, null, null));
    }

    @Test
    void aChangedRowIsFound() throws SQLException {
        List<String> ids = trail.grow(5);

        intruder.change(tenant, "UPDATE audit_events SET actor = 'user:usr_framed' WHERE sequence = 3");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(3, ids.get(2), List.of("content")));
        assertThat(trail.verify().checked()).isEqualTo(2);
    }

    @Test
    void aChangeInTheDetailsIsFound() throws SQLException {
        List<String> ids = trail.grow(2);

        intruder.change(tenant, "UPDATE audit_events SET details = '{\"version\":3}' WHERE sequence = 2");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(2, ids.get(1), List.of("content")));
    }

    @Test
    void aRowThatWasChangedAndHashedAgainIsFoundAtTheNextOne() throws SQLException {
        List<String> ids = trail.grow(5);

        intruder.change(tenant, "UPDATE audit_events SET hash = repeat('a', 64) WHERE sequence = 3");
        intruder.change(tenant, "UPDATE audit_events SET previous_hash = repeat('a', 64) WHERE sequence = 4");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(3, ids.get(2), List.of("content")));
    }

    @Test
    void aRemovedRowIsFound() throws SQLException {
        trail.grow(5);

        intruder.change(tenant, "DELETE FROM audit_events WHERE sequence = 3");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(3, null, List.of("missing")));
    }

    @Test
    void theLastRowsMissingIsFoundToo() throws SQLException {
        trail.grow(5);

        intruder.change(tenant, "DELETE FROM audit_events WHERE sequence > 3");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(4, null, List.of("missing")));
    }

    @Test
    void anEmptiedTableIsFound() throws SQLException {
        trail.grow(5);

        intruder.change(tenant, "DELETE FROM audit_events");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(1, null, List.of("missing")));
    }

    @Test
    void reorderedRowsAreFound() throws SQLException {
        List<String> ids = trail.grow(5);

        intruder.change(tenant, "UPDATE audit_events SET sequence = 99 WHERE sequence = 2");
        intruder.change(tenant, "UPDATE audit_events SET sequence = 2 WHERE sequence = 3");
        intruder.change(tenant, "UPDATE audit_events SET sequence = 3 WHERE sequence = 99");

        assertThat(trail.verify().brokenAt())
                .isEqualTo(new BrokenLink(2, ids.get(2), List.of("previous_hash", "content")));
    }

    @Test
    void aChainThatGoesOnPastItsEndIsFound() throws SQLException {
        trail.grow(2);

        intruder.change(tenant, "UPDATE audit_chains SET sequence = 1");

        assertThat(trail.verify().brokenAt()).isEqualTo(new BrokenLink(2, null, List.of("head")));
    }

    @Test
    void aBrokenChainIsItsTenantsTroubleOnly() throws SQLException {
        Trail neighbour = new Trail(Policies.newTenant(), ledger, transaction);
        trail.grow(2);
        neighbour.grow(2);

        intruder.change(tenant, "DELETE FROM audit_events WHERE sequence = 1");

        assertThat(trail.verify().intact()).isFalse();
        assertThat(neighbour.verify().intact()).isTrue();
    }

    @Test
    void concurrentConsumersDoNotForkTheChain() throws ExecutionException, InterruptedException {
        int writers = 8;
        int batches = 15;
        try (ExecutorService replicas = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> done = IntStream.range(0, writers)
                    .<Future<?>>mapToObj(_ -> replicas.submit(() -> {
                        for (int batch = 0; batch < batches; batch++) {
                            trail.grow(1 + batch % 3);
                        }
                    }))
                    .toList();
            for (Future<?> replica : done) {
                replica.get();
            }
        }

        Verdict verdict = trail.verify();

        assertThat(verdict.brokenAt()).isNull();
        assertThat(verdict.checked()).isEqualTo(writers * 30L);
    }

    @Test
    void theSameEventsAtTwoConsumersAreStoredOnce() throws ExecutionException, InterruptedException {
        List<String> ids = trail.grow(20);
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            for (Future<Integer> again : IntStream.range(0, 4)
                    .mapToObj(_ -> replicas.submit(() -> trail.append(ids)))
                    .toList()) {
                assertThat(again.get()).isZero();
            }
        }

        assertThat(trail.append(List.of("aud_new_" + tenant, ids.getFirst(), "aud_new_" + tenant)))
                .isEqualTo(1);
        assertThat(trail.verify().checked()).isEqualTo(21);
    }
}
