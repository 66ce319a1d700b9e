package io.fermata.starter.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=inbox-service",
            "fermata-test.database=fermata_inbox",
            "fermata.relay.enabled=false",
            "fermata.inbox.retention=1d"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class InboxIT {
    @Autowired
    private Inbox inbox;

    @Autowired
    private InboxCleanup cleanup;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate database;

    @Test
    void anEventIsNewOncePerConsumerAndTenant() {
        assertThat(inTenant("inbox-a", () -> inbox.firstTime("one", "e1"))).isTrue();
        assertThat(inTenant("inbox-a", () -> inbox.firstTime("one", "e1"))).isFalse();
        assertThat(inTenant("inbox-a", () -> inbox.firstTime("two", "e1"))).isTrue();
        assertThat(inTenant("inbox-b", () -> inbox.firstTime("one", "e1"))).isTrue();
    }

    @Test
    void theNewOnesOfABatchComeBackInTheirOrderAndOnce() {
        inTenant("inbox-c", () -> inbox.firstTime("one", "b"));

        List<String> firstTimers =
                inTenant("inbox-c", () -> inbox.firstTimers("one", List.of("d", "b", "a", "d"), Function.identity()));

        assertThat(firstTimers).containsExactly("d", "a");
    }

    @Test
    void aNoteGoesWithItsTransaction() {
        Tenants.run(
                new TenantId("inbox-d"),
                () -> transaction.executeWithoutResult(status -> {
                    inbox.firstTime("one", "e1");
                    status.setRollbackOnly();
                }));

        assertThat(inTenant("inbox-d", () -> inbox.firstTime("one", "e1"))).isTrue();
    }

    @Test
    void notingNeedsATransaction() {
        assertThatThrownBy(() -> Tenants.run(new TenantId("inbox-e"), () -> inbox.firstTime("one", "e1")))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void oldNotesOfAllTenantsAreForgotten() {
        String old =
                "INSERT INTO inbox (consumer, tenant_id, event_id, received_at) VALUES ('one', ?, 'old', now() - interval '2 days')";
        inTenant("inbox-f", () -> database.update(old, "inbox-f"));
        inTenant("inbox-g", () -> database.update(old, "inbox-g"));
        inTenant("inbox-g", () -> inbox.firstTime("one", "young"));

        assertThat(cleanup.forget()).isEqualTo(2);

        assertThat(inTenant("inbox-g", () -> inbox.firstTime("one", "young"))).isFalse();
    }

    private <T> T inTenant(String tenant, Supplier<T> work) {
        return Tenants.call(new TenantId(tenant), () -> transaction.execute(_ -> work.get()));
    }
}
