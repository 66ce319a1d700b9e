package io.fermata.executor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;

import io.fermata.contracts.EventCatalogue;
import io.fermata.contracts.EventContract;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.web.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Kafka as a channel adapter uses it: a plain producer, and a consumer that remembers all it has seen. */
public final class Bus {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();
    private static final AtomicLong EVENTS = new AtomicLong();
    private static final List<ConsumerRecord<String, byte[]>> SEEN = new CopyOnWriteArrayList<>();
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers(), "linger.ms", "0"),
            new StringSerializer(),
            new ByteArraySerializer());

    static {
        Thread.ofPlatform().daemon().name("bus").start(Bus::listen);
    }

    private Bus() {}

    public static void publish(String tenant, String key, Object data, @Nullable String token) {
        publish("evt-" + EVENTS.incrementAndGet(), tenant, key, data, token);
    }

    public static void publish(String eventId, String tenant, String key, Object data, @Nullable String token) {
        send(eventId, null, tenant, key, data, token);
    }

    /** In a trace of its own. */
    public static void publishIn(String traceparent, String tenant, String key, Object data, @Nullable String token) {
        send("evt-" + EVENTS.incrementAndGet(), traceparent, tenant, key, data, token);
    }

    private static void send(
            String eventId,
            @Nullable String traceparent,
            String tenant,
            String key,
            Object data,
            @Nullable String token) {
        EventContract event = EventCatalogue.require(data.getClass());
        Envelope envelope = new Envelope(
                eventId, event.type(), "/test", key, tenant, Clock.systemUTC().instant(), traceparent);
        ProducerRecord<String, byte[]> record =
                KafkaEvents.write(event.topic(), key, envelope, JSON.writeValueAsBytes(data));
        if (token != null) {
            record.headers().add("authorization", ("Bearer " + token).getBytes(UTF_8));
        }
        var _ = PRODUCER.send(record);
        PRODUCER.flush();
    }

    /** The data of all events of this kind with this key so far. */
    public static <T> List<T> received(Class<T> type, String key) {
        String topic = EventCatalogue.require(type).topic();
        return SEEN.stream()
                .filter(message -> message.topic().equals(topic) && key.equals(message.key()))
                .map(message -> JSON.readValue(message.value(), type))
                .toList();
    }

    public static <T> List<T> receivedBy(Class<T> type, String tenant) {
        String topic = EventCatalogue.require(type).topic();
        return SEEN.stream()
                .filter(message -> message.topic().equals(topic))
                .filter(message -> KafkaEvents.read(message).tenantId().equals(tenant))
                .map(message -> JSON.readValue(message.value(), type))
                .toList();
    }

    /** The ids of the traces in which the tenant's events came about, by topic. */
    public static Map<String, Set<String>> traces(String tenant) {
        return SEEN.stream()
                .filter(message -> !message.topic().endsWith(Topics.dlt("")))
                .map(message -> Map.entry(message.topic(), KafkaEvents.read(message)))
                .filter(event -> event.getValue().tenantId().equals(tenant))
                .collect(groupingBy(Map.Entry::getKey, mapping(event -> traceId(event.getValue()), toSet())));
    }

    private static String traceId(Envelope event) {
        return TraceContext.parse(event.traceparent())
                .map(TraceContext::traceId)
                .orElse("none");
    }

    /** The first audit event of the tenant that says this was done. */
    public static AuditRecorded awaitAudit(String tenant, String action) {
        return await().atMost(Duration.ofSeconds(30))
                .until(
                        () -> receivedBy(AuditRecorded.class, tenant).stream()
                                .filter(audit -> audit.action().equals(action))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The reasons for which records with this key were given up. */
    public static List<String> deadLetters(String topic, String key) {
        return SEEN.stream()
                .filter(message -> message.topic().equals(Topics.dlt(topic)) && key.equals(message.key()))
                .map(message ->
                        new String(message.headers().lastHeader("dlt-reason").value(), UTF_8))
                .toList();
    }

    private static void listen() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestInfrastructure.bootstrapServers(),
                "group.id", "run-executor-service-test",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(
                    Topics.RUN_CHANGED,
                    Topics.STEP_EMITTED,
                    Topics.STEP_DELTA,
                    Topics.APPROVAL_REQUIRED,
                    Topics.USAGE_RECORDED,
                    Topics.AUDIT_RECORDED,
                    Topics.dlt(Topics.RUN_REQUESTED),
                    Topics.dlt(Topics.RUN_CANCEL)));
            while (true) {
                consumer.poll(Duration.ofMillis(100)).forEach(SEEN::add);
            }
        }
    }
}
