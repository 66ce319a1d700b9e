package io.fermata.starter.lifecycle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.contracts.event.TenantChanged;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.sealing.SensitivePayloads;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=payloads-service",
            "fermata-test.database=fermata_payloads",
            "fermata.relay.audit-interval=500ms"
        })
@ImportAutoConfiguration(LifecycleAutoConfiguration.class)
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class SensitivePayloadsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private SensitivePayloads payloads;

    @Autowired
    private DataKeys keys;

    @Autowired
    private KnownSettings settings;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DatabaseProperties database;

    @Test
    void eventsOfAMarkedTenantLieSealedInTheOutboxAndLeaveReadable() {
        mark("payloads-marked", true);

        publish("payloads-marked", "run-marked", "a planted reason");

        assertThat(stored("run-marked")).singleElement().asString().startsWith("fs1.1.");
        assertThat(arrived("run-marked")).contains("a planted reason");
    }

    @Test
    void thoseOfOthersLieAsTheyAre() {
        publish("payloads-plain", "run-plain", "a planted reason");

        assertThat(stored("run-plain")).singleElement().asString().contains("a planted reason");
        assertThat(arrived("run-plain")).contains("a planted reason");
    }

    @Test
    void aMarkThatIsTakenAwayCountsForWhatComesAfter() {
        mark("payloads-freed", true);
        publish("payloads-freed", "run-before", "a planted reason");
        mark("payloads-freed", false);

        publish("payloads-freed", "run-after", "a planted reason");

        assertThat(stored("run-before")).singleElement().asString().startsWith("fs1.1.");
        assertThat(stored("run-after")).singleElement().asString().contains("a planted reason");
    }

    @Test
    void whatTheLogNeverDeliveredIsOpenedFromTheTable() {
        mark("payloads-missed", true);
        owner().execute("ALTER PUBLICATION outbox SET (publish = 'delete')");
        publish("payloads-missed", "run-missed", "a planted reason");
        owner().execute("ALTER PUBLICATION outbox SET (publish = 'insert')");
        publish("payloads-missed", "run-not-missed", "another");

        assertThat(arrived("run-missed")).contains("a planted reason");
    }

    @Test
    void whatIsLeftOfAnErasedTenantHoldsNobodyUp() {
        mark("payloads-erased", true);
        inTransaction("payloads-erased", () -> {
            outbox.publish(cancelled("run-erased", "a planted reason"));
            keys.erase();
            return true;
        });

        publish("payloads-neighbour", "run-of-neighbour", "still told");

        assertThat(arrived("run-of-neighbour")).contains("still told");
        try (RecordsReader reader = RecordsReader.of(Topics.RUN_CANCEL)) {
            assertThat(reader.untilEnd()).noneMatch(message -> message.key().equals("run-erased"));
        }
    }

    @Test
    void anOlderChoiceThatArrivesLateChangesNothing() {
        mark("payloads-late", true);

        inTransaction("payloads-late", () -> {
            settings.remember(TenantSettings.NONE, Instant.EPOCH);
            return true;
        });

        assertThat(Tenants.call(new TenantId("payloads-late"), payloads::marked))
                .isTrue();
    }

    private void mark(String tenant, boolean sensitive) {
        inTransaction(tenant, () -> {
            outbox.publish(OutgoingEvent.of(
                    tenant, tenant, new TenantChanged(tenant, "", "active", sensitive, List.of(), false)));
            return true;
        });
        await().atMost(PATIENCE)
                .until(() -> Tenants.call(new TenantId(tenant), payloads::marked), marked -> marked == sensitive);
    }

    private void publish(String tenant, String run, String reason) {
        inTransaction(tenant, () -> {
            outbox.publish(cancelled(run, reason));
            return true;
        });
    }

    private static OutgoingEvent cancelled(String run, String reason) {
        return OutgoingEvent.of(run, run, new RunCancelRequested(run, reason, "user:usr_1"));
    }

    private List<String> stored(String key) {
        DriverManagerDataSource relay =
                new DriverManagerDataSource(database.url(), database.relayUser(), database.relayPassword());
        return new JdbcTemplate(relay)
                .query("SELECT payload FROM outbox WHERE key = ?", (row, _) -> row.getString("payload"), key);
    }

    private static String arrived(String key) {
        try (RecordsReader reader = RecordsReader.of(Topics.RUN_CANCEL)) {
            return reader.await(1, message -> message.key().equals(key)).stream()
                    .map(message -> new String(message.value(), UTF_8))
                    .toList()
                    .getFirst();
        }
    }

    private JdbcTemplate owner() {
        return new JdbcTemplate(
                new DriverManagerDataSource(database.url(), database.ownerUser(), database.ownerPassword()));
    }

    private <T> T inTransaction(String tenant, Supplier<T> work) {
        return Tenants.call(new TenantId(tenant), () -> transactions.execute(_ -> work.get()));
    }
}
