package io.fermata.starter.relay;

import static io.fermata.starter.events.EventSamples.tenantChanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.localstack.junit.TestDatabase;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.kafka.KafkaSettings;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.outbox.PayloadsAtRest;
import io.fermata.starter.relay.RelayStatus.Running;
import io.fermata.starter.relay.RelayStatus.StandingBy;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=relay-service",
            "fermata-test.database=fermata_relay_it",
            "fermata.relay.audit-interval=500ms",
            "fermata.relay.standby-interval=200ms"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class OutboxRelayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private OutboxRelay relay;

    @Autowired
    private RelayDatabase database;

    @Autowired
    private RelayProperties properties;

    @Autowired
    private KafkaSettings kafka;

    @Autowired
    private DatabaseProperties databaseProperties;

    @Autowired
    private PayloadsAtRest payloads;

    @BeforeEach
    @AfterEach
    void relaying() {
        relay.start();
        awaitRunning(relay);
    }

    @Test
    void aDroppedSlotIsMadeAnewAndWhatWasWrittenMeanwhileArrives() {
        relay.stop();
        dropSlot();
        publish("relay-slot-dropped");

        relay.start();

        assertArrives("relay-slot-dropped");
    }

    @Test
    void aRelayThatFailsStartsAgainAndLosesNothing() {
        relay.stop();
        AtomicInteger runs = new AtomicInteger();
        OutboxRelay failing = relay(() -> runs.incrementAndGet() <= 2 ? brokenSender() : sender());
        publish("relay-failing");

        failing.start();

        assertArrives("relay-failing");
        assertThat(runs).hasValueGreaterThan(2);
        failing.stop();
    }

    @Test
    void aSecondRelayStandsByAndTakesOver() {
        OutboxRelay second = relay(this::sender);
        second.start();
        await().atMost(PATIENCE).until(() -> second.status() instanceof StandingBy);

        relay.stop();
        publish("relay-takeover");

        assertArrives("relay-takeover");
        assertThat(second.status()).isInstanceOf(Running.class);
        assertThat(owner().queryForList("SELECT offset_key FROM relay_offsets", String.class))
                .as("where every run and replica finds it")
                .hasSize(1);
        second.stop();
    }

    @Test
    void aRowTheLogNeverDeliveredIsFoundByTheAuditor() {
        JdbcTemplate owner = owner();
        owner.execute("ALTER PUBLICATION outbox SET (publish = 'delete')");
        publish("relay-missed");
        owner.execute("ALTER PUBLICATION outbox SET (publish = 'insert')");
        publish("relay-not-missed");

        assertArrives("relay-not-missed");
        assertArrives("relay-missed");
    }

    @Test
    void aSlotThatCannotBeReadFromIsMadeAnewAndWhatWasWrittenMeanwhileArrives() {
        relay.stop();
        ReplicationSlot slot = dropSlot();
        TestDatabase other = TestInfrastructure.database("fermata_relay_foreign");
        as(other, other.relayUser(), other.credentials().relayPassword())
                .queryForList("SELECT pg_create_logical_replication_slot(?, 'pgoutput')::text", slot.name());
        assertThat(slot.state()).isEqualTo(ReplicationSlot.State.LOST);
        publish("relay-slot-lost");

        relay.start();

        assertArrives("relay-slot-lost");
    }

    @Test
    void anIdleDatabaseMovesItsSlotPastTheWorkOfOthers() {
        TestDatabase busy = TestInfrastructure.database("fermata_relay_busy");
        as(busy, busy.ownerUser(), busy.credentials().ownerPassword())
                .execute("CREATE TABLE work AS SELECT generate_series(1, 50000) AS done");
        String end = database.jdbc().queryForObject("SELECT pg_current_wal_insert_lsn()::text", String.class);

        await().atMost(PATIENCE).until(() -> slotIsPast(end));
    }

    @Test
    void lagIsNothingWhenAllIsRelayed() {
        publish("relay-lag");
        assertArrives("relay-lag");

        await().atMost(PATIENCE).until(() -> relay.lag().isZero());
    }

    /** The server notices a moment later than the relay that nobody reads any more. */
    private ReplicationSlot dropSlot() {
        ReplicationSlot slot = new ReplicationSlot(database);
        await().atMost(PATIENCE).until(slot::state, state -> state == ReplicationSlot.State.FREE);
        slot.drop();
        return slot;
    }

    private void publish(String key) {
        Tenants.run(
                new TenantId("relay-it"),
                () -> transaction.executeWithoutResult(_ -> outbox.publish(tenantChanged(key, "new"))));
    }

    private static void assertArrives(String key) {
        try (RecordsReader reader = RecordsReader.of(Topics.TENANT_CHANGED)) {
            assertThat(reader.await(1, message -> message.key().equals(key))).isNotEmpty();
        }
    }

    private boolean slotIsPast(@Nullable String position) {
        return database.jdbc()
                .queryForList(
                        "SELECT confirmed_flush_lsn >= ?::pg_lsn FROM pg_replication_slots WHERE slot_name = ?",
                        Boolean.class,
                        position,
                        new ReplicationSlot(database).name())
                .getFirst();
    }

    private static JdbcTemplate as(TestDatabase database, String user, String password) {
        return new JdbcTemplate(new DriverManagerDataSource(database.url(), user, password));
    }

    private OutboxRelay relay(Supplier<RelaySender> senders) {
        RelayMarks marks = new RelayMarks(database, Clock.systemUTC());
        OutboxMessages messages = new OutboxMessages(new EventSource("/relay-service"), payloads);
        RelayRun run = new RelayRun(database, properties, senders, messages, marks, Clock.systemUTC());
        return new OutboxRelay(run, marks, properties, Clock.systemUTC(), new SplittableRandom());
    }

    private RelaySender sender() {
        return new RelaySender(new KafkaProducer<>(kafka.relay()), Duration.ofSeconds(30));
    }

    private RelaySender brokenSender() {
        KafkaProducer<String, byte[]> closed = new KafkaProducer<>(kafka.relay());
        closed.close();
        return new RelaySender(closed, Duration.ofSeconds(30));
    }

    /** Its engine says that it runs a moment before the slot is its own. */
    private void awaitRunning(OutboxRelay relay) {
        ReplicationSlot slot = new ReplicationSlot(database);
        await().atMost(PATIENCE)
                .until(() -> relay.status() instanceof Running && slot.state() == ReplicationSlot.State.TAKEN);
    }

    private JdbcTemplate owner() {
        return new JdbcTemplate(new DriverManagerDataSource(
                databaseProperties.url(), databaseProperties.ownerUser(), databaseProperties.ownerPassword()));
    }
}
