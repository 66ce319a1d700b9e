package io.fermata.starter.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = {EventsApplication.class, ListenersIT.Listeners.class},
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=listening-service",
            "fermata-test.database=fermata_listeners",
            "fermata.kafka.attempts=2"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class ListenersIT {
    private static final String TENANT = "listeners";

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Autowired
    private Taken taken;

    @Autowired
    private MeterRegistry metrics;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void handleEverything() {
        taken.handler = _ -> {};
    }

    @Test
    void theHandlerWorksAsTheTenantAndInTheTraceOfTheEvent() {
        TraceContext trace = TraceContext.started();
        List<String> seen = new CopyOnWriteArrayList<>();
        taken.handler =
                _ -> seen.add(Tenants.current() + " " + TraceContext.current().traceId());

        send(cancel("run_trace", envelope(TENANT, trace.traceparent())));

        await().atMost(Duration.ofSeconds(30)).until(() -> !seen.isEmpty());
        assertThat(seen).containsExactly(TENANT + " " + trace.traceId());
    }

    @Test
    void aSecondDeliveryIsAbsorbed() {
        Envelope envelope = envelope(TENANT, null);

        send(cancel("run_twice", envelope));
        send(cancel("run_twice", envelope));
        send(cancel("run_twice_end", envelope(TENANT, null)));

        awaitTaken("run_twice_end");
        assertThat(taken.runs).containsOnlyOnce("run_twice");
    }

    @Test
    void anUnreadableRecordGoesToTheDeadLettersAndTheNextOneIsHandled() {
        double before = metrics.counter("fermata.dlt.records", "topic", Topics.RUN_CANCEL, "reason", "bad-data")
                .count();
        ProducerRecord<String, byte[]> poison = cancel("run_poison", envelope(TENANT, null));
        poison.headers().add("authorization", "Bearer secret".getBytes(UTF_8));

        send(new ProducerRecord<>(poison.topic(), null, "run_poison", "not json".getBytes(UTF_8), poison.headers()));
        send(cancel("run_poison", envelope(TENANT, null)));

        awaitTaken("run_poison");
        assertThat(deadLetter("run_poison")).isEqualTo("bad-data");
        assertThat(metrics.counter("fermata.dlt.records", "topic", Topics.RUN_CANCEL, "reason", "bad-data")
                        .count())
                .isGreaterThan(before);
    }

    @Test
    void aRecordWithoutAValidTenantGoesToTheDeadLetters() {
        send(cancel("run_foreign", envelope("Not A Tenant", null)));

        assertThat(deadLetter("run_foreign")).isEqualTo("wrong-tenant");
    }

    @Test
    void aRecordOfAnotherTypeGoesToTheDeadLetters() {
        Envelope other = new Envelope(id(), EventTypes.RUN_CHANGED, "/test", "run_type", TENANT, Instant.EPOCH, null);

        send(cancel("run_type", other));

        assertThat(deadLetter("run_type")).isEqualTo("unknown-type");
    }

    @Test
    void aRecordThatLacksARequiredFieldGoesToTheDeadLetters() {
        ProducerRecord<String, byte[]> whole = cancel("run_lacking", envelope(TENANT, null));

        send(new ProducerRecord<>(
                whole.topic(), null, "run_lacking", "{\"reason\":\"x\"}".getBytes(UTF_8), whole.headers()));

        assertThat(deadLetter("run_lacking")).isEqualTo("bad-data");
    }

    @Test
    void aHandlerThatKeepsFailingGivesTheRecordUpAndItsInboxNoteToo() {
        List<String> tries = new CopyOnWriteArrayList<>();
        taken.handler = event -> {
            if (event.data().runId().equals("run_failing")) {
                tries.add(event.id());
                throw new IllegalStateException("it never works");
            }
        };

        send(cancel("run_failing", envelope(TENANT, null)));

        assertThat(deadLetter("run_failing")).isEqualTo("processing-failed");
        assertThat(tries).hasSize(2);
    }

    @Test
    void aRecordOfAValueThatTheDatabaseCannotTakeIsTriedOnce() {
        List<String> tries = new CopyOnWriteArrayList<>();
        taken.handler = event -> {
            if (event.data().runId().equals("run_zero")) {
                tries.add(event.id());
                database.sql("SELECT CAST(? AS text)")
                        .param("a\0b")
                        .query(String.class)
                        .single();
            }
        };

        send(cancel("run_zero", envelope(TENANT, null)));

        assertThat(deadLetter("run_zero")).isEqualTo("bad-value");
        assertThat(tries).hasSize(1);
    }

    @Test
    void passingTroubleIsTriedUntilItHasPassed() {
        List<String> tries = new CopyOnWriteArrayList<>();
        taken.handler = event -> {
            if (event.data().runId().equals("run_locked") && tries.size() < 4) {
                tries.add(event.id());
                throw new CannotAcquireLockException("busy");
            }
        };

        send(cancel("run_locked", envelope(TENANT, null)));

        awaitTaken("run_locked");
        assertThat(tries).hasSize(4);
    }

    @Test
    void aBatchIsHandledWithoutTheRecordThatCannotBe() {
        taken.batchHandler = events -> events.forEach(event -> {
            if (event.data().runId().equals("run_batch_1")) {
                throw new IllegalStateException("not this one");
            }
        });

        for (int i = 0; i < 4; i++) {
            send(cancel("run_batch_" + i, envelope(i % 2 == 0 ? "listeners-even" : TENANT, null)));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(taken.batchRuns)
                        .contains("run_batch_0", "run_batch_2", "run_batch_3")
                        .doesNotContain("run_batch_1"));
        assertThat(deadLetter("run_batch_1")).isEqualTo("processing-failed");
    }

    @Test
    void anUnreadableRecordIsPutAsideOnceHoweverOftenItsBatchIsTried() {
        List<String> tries = new CopyOnWriteArrayList<>();
        taken.batchHandler = events -> {
            if (tries.size() < 3
                    && events.stream().anyMatch(event -> event.data().runId().equals("run_tried"))) {
                tries.add("once more");
                throw new CannotAcquireLockException("busy");
            }
        };
        ProducerRecord<String, byte[]> whole = cancel("run_tried", envelope(TENANT, null));

        send(whole);
        send(new ProducerRecord<>(whole.topic(), null, "run_tried", "not json".getBytes(UTF_8), whole.headers()));
        send(cancel("run_tried", envelope(TENANT, null)));

        await().atMost(Duration.ofSeconds(30)).until(() -> Collections.frequency(taken.batchRuns, "run_tried") == 2);
        awaitTaken("run_tried");
        try (RecordsReader reader = RecordsReader.of(Topics.dlt(Topics.RUN_CANCEL))) {
            int groups = 2;
            assertThat(reader.await(groups, letter -> "run_tried".equals(letter.key())))
                    .hasSize(groups);
        }
    }

    private void awaitTaken(String run) {
        await().atMost(Duration.ofSeconds(30)).until(() -> taken.runs.contains(run));
    }

    private static String deadLetter(String key) {
        try (RecordsReader reader = RecordsReader.of(Topics.dlt(Topics.RUN_CANCEL))) {
            ConsumerRecord<String, byte[]> letter =
                    reader.await(1, message -> key.equals(message.key())).getFirst();
            assertThat(header(letter, "dlt-original-topic")).isEqualTo(Topics.RUN_CANCEL);
            assertThat(header(letter, "dlt-original-offset")).isNotBlank();
            assertThat(header(letter, "dlt-exception")).isNotBlank();
            assertThat(letter.headers().lastHeader("authorization")).isNull();
            return header(letter, "dlt-reason");
        }
    }

    private static String header(ConsumerRecord<String, byte[]> message, String name) {
        return new String(message.headers().lastHeader(name).value(), UTF_8);
    }

    private void send(ProducerRecord<String, byte[]> message) {
        kafka.send(message).join();
    }

    private static ProducerRecord<String, byte[]> cancel(String run, Envelope envelope) {
        RunCancelRequested data = new RunCancelRequested(run, null, "user:usr_1");
        return KafkaEvents.write(Topics.RUN_CANCEL, run, envelope, EventJson.writeBytes(data));
    }

    private static Envelope envelope(String tenant, @Nullable String traceparent) {
        return new Envelope(
                id(), EventTypes.RUN_CANCEL_REQUESTED, "/test", "run_1", tenant, Instant.EPOCH, traceparent);
    }

    private static String id() {
        return IDS.get().toString();
    }

    private static final EventIds IDS = new EventIds();

    /** What the listeners have handled. */
    static final class Taken {
        final List<String> runs = new CopyOnWriteArrayList<>();
        final List<String> batchRuns = new CopyOnWriteArrayList<>();
        volatile Consumer<ReceivedEvent<RunCancelRequested>> handler = _ -> {};
        volatile Consumer<List<ReceivedEvent<RunCancelRequested>>> batchHandler = _ -> {};
    }

    static final class Listeners {
        private final Events events;
        private final Taken taken;

        Listeners(Events events) {
            this.events = events;
            this.taken = new Taken();
        }

        @Bean
        Taken taken() {
            return taken;
        }

        @KafkaListener(topics = Topics.RUN_CANCEL, groupId = "listening-service")
        void on(ConsumerRecord<String, byte[]> message) {
            events.once(message, RunCancelRequested.class, event -> {
                taken.handler.accept(event);
                taken.runs.add(event.data().runId());
            });
        }

        @KafkaListener(topics = Topics.RUN_CANCEL, groupId = "listening-service-batch", batch = "true")
        void onAll(List<ConsumerRecord<String, byte[]>> messages) {
            events.onceAll(messages, RunCancelRequested.class, batch -> {
                taken.batchHandler.accept(batch);
                batch.forEach(event -> taken.batchRuns.add(event.data().runId()));
            });
        }
    }
}
