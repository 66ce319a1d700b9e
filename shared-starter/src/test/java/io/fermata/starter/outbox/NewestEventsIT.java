package io.fermata.starter.outbox;

import static io.fermata.starter.events.EventSamples.tenantChanged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

/** What compacted topics are made of when the outbox has forgotten it. */
@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"spring.application.name=newest-service", "fermata-test.database=fermata_newest"})
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class NewestEventsIT {
    @Autowired
    private Outbox outbox;

    @Autowired
    private NewestEvents newest;

    @Autowired
    private OutboxPartitions partitions;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcTemplate app;

    @Autowired
    private DatabaseProperties database;

    @Test
    void tellsTheLastWordOnAForgottenKeyAgain() {
        publish("newest-told", "first", "second");
        publish("newest-told", "third");
        received("newest-told", 3);
        forget();

        retell();

        List<ConsumerRecord<String, byte[]>> told = received("newest-told", 4);
        assertThat(new String(told.getLast().value(), UTF_8)).contains("\"third\"");
        assertThat(told.stream().map(record -> KafkaEvents.read(record).id())).doesNotHaveDuplicates();
        assertThat(KafkaEvents.read(told.getLast()).tenantId()).isEqualTo("newest-told");
    }

    @Test
    void doesNotTellAgainWhatTheOutboxStillHolds() {
        forget();
        retell();
        publish("newest-held", "here");

        assertThat(retell()).isZero();
    }

    @Test
    void isNotOvertakenByAnOlderEvent() {
        publish("newest-late", "newer");
        inTenant(
                "newest-late",
                () -> app.update("UPDATE outbox_newest SET id = 'ffffffff-ffff-7fff-bfff-ffffffffffff'"));

        publish("newest-late", "older");

        assertThat(payloads("newest-late")).singleElement().asString().contains("newer");
    }

    @Test
    void keepsOfAnErasedTenantOnlyThatItIsGone() {
        inTenant("newest-gone", () -> app.update("""
                INSERT INTO outbox_newest VALUES ('newest-gone', 'agent.changed', 'agt', gen_random_uuid(), 't', '{}', 'a')"""));
        publish("newest-gone", "bye");

        inTenant("newest-gone", () -> newest.forgetAllBut(Topics.TENANT_CHANGED));

        assertThat(payloads("newest-gone")).singleElement().asString().contains("bye");
    }

    private void publish(String key, String... names) {
        inTenant(key, () -> outbox.publishAll(events(key, names)));
    }

    private static List<OutgoingEvent> events(String key, String... names) {
        return List.of(names).stream().map(name -> tenantChanged(key, name)).toList();
    }

    private void inTenant(String tenant, Runnable work) {
        Tenants.run(new TenantId(tenant), () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private List<String> payloads(String tenant) {
        return Tenants.call(
                new TenantId(tenant),
                () -> transaction.execute(_ -> app.queryForList("SELECT payload FROM outbox_newest", String.class)));
    }

    /** As retention does, days later. */
    private void forget() {
        asOwner(owner -> {
            owner.queryForList(
                            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'outbox'::regclass",
                            String.class)
                    .forEach(partition -> owner.execute("DROP TABLE " + partition));
            return 0;
        });
        partitions.make();
    }

    /** As an operator does. */
    private int retell() {
        return asOwner(owner -> {
            owner.execute("SET ROLE " + database.housekeepingUser());
            Integer told = owner.queryForObject("SELECT retell_newest()", Integer.class);
            return told == null ? 0 : told;
        });
    }

    private int asOwner(ToIntFunction<JdbcTemplate> work) {
        try (var connection =
                new SingleConnectionDataSource(database.url(), database.ownerUser(), database.ownerPassword(), true)) {
            return work.applyAsInt(new JdbcTemplate(connection));
        }
    }

    private static List<ConsumerRecord<String, byte[]>> received(String key, int count) {
        try (RecordsReader reader = RecordsReader.of(Topics.TENANT_CHANGED)) {
            return reader.await(count, message -> message.key().equals(key));
        }
    }
}
