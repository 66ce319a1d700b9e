package io.fermata.approvals;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import io.fermata.contracts.EventCatalogue;
import io.fermata.contracts.EventContract;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.localstack.junit.TestInfrastructure;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** Kafka as the neighbours of the service use it: a plain producer, and a consumer that remembers all it has seen. */
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

    private static final Admin ADMIN = Admin.create(Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()));

    static {
        Thread.ofPlatform().daemon().name("bus").start(Bus::listen);
    }

    private Bus() {}

    /** As a new event: with an id no event had before. */
    public static void publish(String tenant, String key, Object data) {
        publish("evt-" + EVENTS.incrementAndGet(), tenant, key, data);
    }

    public static void publish(String eventId, String tenant, String key, Object data) {
        EventContract event = EventCatalogue.require(data.getClass());
        Envelope envelope = new Envelope(
                eventId, event.type(), "/test", key, tenant, Clock.systemUTC().instant(), null);
        ProducerRecord<String, byte[]> message =
                KafkaEvents.write(event.topic(), key, envelope, JSON.writeValueAsBytes(data));
        try {
            PRODUCER.send(message).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the event was not taken", e);
        }
    }

    /** The data of all events of this kind and tenant so far. */
    public static <T> List<T> received(Class<T> type, String tenant) {
        String topic = EventCatalogue.require(type).topic();
        return SEEN.stream()
                .filter(message -> message.topic().equals(topic))
                .filter(message -> KafkaEvents.read(message).tenantId().equals(tenant))
                .map(message -> JSON.readValue(message.value(), type))
                .toList();
    }

    /** The reasons for which records with this key were given up. */
    public static List<String> deadLetters(String topic, String key) {
        return SEEN.stream()
                .filter(message -> message.topic().equals(Topics.dlt(topic)))
                .filter(message -> key.equals(message.key()))
                .map(message ->
                        new String(message.headers().lastHeader("dlt-reason").value(), UTF_8))
                .toList();
    }

    /** How many records the group has not committed yet, of all partitions it reads. */
    public static long lagOf(String group) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = ADMIN.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, ListOffsetsResultInfo> ends = ADMIN.listOffsets(
                            partitions().collect(toMap(partition -> partition, _ -> OffsetSpec.latest())))
                    .all()
                    .get();
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue().offset() - offset(committed.get(end.getKey())))
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the broker does not say", e);
        }
    }

    private static Stream<TopicPartition> partitions() {
        return Stream.of(Topics.APPROVAL_REQUIRED, Topics.RUN_CHANGED)
                .flatMap(topic -> PRODUCER.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()));
    }

    private static long offset(@Nullable OffsetAndMetadata committed) {
        return committed == null ? 0 : committed.offset();
    }

    private static void listen() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", TestInfrastructure.bootstrapServers(),
                "group.id", "approval-service-test",
                "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(
                    List.of(Topics.APPROVAL_DECIDED, Topics.AUDIT_RECORDED, Topics.dlt(Topics.APPROVAL_REQUIRED)));
            while (true) {
                consumer.poll(Duration.ofMillis(200)).forEach(SEEN::add);
            }
        }
    }
}
