package io.fermata.starter.relay;

import static io.fermata.starter.events.EventSamples.tenantChanged;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.events.EventsApplication;
import io.fermata.starter.events.RecordsReader;
import io.fermata.starter.kafka.KafkaProperties;
import io.fermata.starter.kafka.KafkaSettings;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.outbox.PayloadsAtRest;
import io.fermata.starter.relay.RelayStatus.Running;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=outage-service",
            "fermata-test.database=fermata_outage_it",
            "fermata.relay.enabled=false"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class BrokerOutageIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RelayProperties PROPERTIES = new RelayProperties(
            true,
            Duration.ofMillis(5),
            100,
            Duration.ofSeconds(1), // shorter than the outage: a new producer takes over where the last one waited
            Duration.ofSeconds(1),
            Duration.ofMillis(500),
            Duration.ofMillis(100),
            Duration.ofSeconds(1));

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private DatabaseProperties databaseProperties;

    @Autowired
    private PayloadsAtRest payloads;

    @TempDir
    private Path directory;

    @Test
    void whatIsWrittenWhileTheBrokerIsAwayArrivesInOrderWhenItIsBack() throws Exception {
        try (TestBroker broker = new TestBroker(directory);
                RelayDatabase database = new RelayDatabase(databaseProperties)) {
            broker.start();
            OutboxRelay relay = relay(database, broker.bootstrapServers(), Supplier::get);
            relay.start();
            await().atMost(PATIENCE).until(() -> relay.status() instanceof Running);
            publish("before");
            assertThat(arrived(broker, 1)).containsExactly("before");

            broker.kill();
            publish("during");
            await().atMost(PATIENCE)
                    .until(() ->
                            relay.lag().compareTo(PROPERTIES.batchPatience().multipliedBy(2)) > 0);
            publish("still during");
            broker.start();

            assertThat(arrived(broker, 3)).containsExactly("before", "during", "still during");
            relay.stop();
        }
    }

    @Test
    void startsAgainAfterAnErrorToo() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        try (RelayDatabase database = new RelayDatabase(databaseProperties)) {
            OutboxRelay relay = relay(database, "127.0.0.1:1", sender -> {
                if (runs.incrementAndGet() == 1) {
                    throw new LinkageError("thrown on purpose");
                }
                return sender.get();
            });
            relay.start();

            await().atMost(PATIENCE).until(() -> relay.status() instanceof Running);
            assertThat(runs).hasValue(2);
            relay.stop();
        }
    }

    private void publish(String name) {
        Tenants.run(
                new TenantId("outage"),
                () -> transaction.executeWithoutResult(_ -> outbox.publish(tenantChanged("outage", name))));
    }

    private static List<String> arrived(TestBroker broker, int count) {
        try (RecordsReader reader = RecordsReader.of(Topics.TENANT_CHANGED, broker.bootstrapServers())) {
            return reader.await(count, message -> message.key().equals("outage")).stream()
                    .map(message -> new String(message.value(), UTF_8).replaceAll(".*\"name\":\"([^\"]*)\".*", "$1"))
                    .toList();
        }
    }

    private OutboxRelay relay(
            RelayDatabase database, String servers, Function<Supplier<RelaySender>, RelaySender> senders) {
        KafkaSettings settings = new KafkaSettings(
                new KafkaProperties(List.of(servers), Map.of(), "none", 500, 5, Duration.ofSeconds(30)),
                "outage-service");
        RelayMarks marks = new RelayMarks(database, Clock.systemUTC());
        OutboxMessages messages = new OutboxMessages(EventSource.ofService("outage-service"), payloads);
        RelayRun run = new RelayRun(
                database,
                PROPERTIES,
                () -> senders.apply(
                        () -> new RelaySender(new KafkaProducer<>(settings.relay()), PROPERTIES.batchPatience())),
                messages,
                marks,
                Clock.systemUTC());
        return new OutboxRelay(run, marks, PROPERTIES, Clock.systemUTC(), new SplittableRandom(1));
    }
}
