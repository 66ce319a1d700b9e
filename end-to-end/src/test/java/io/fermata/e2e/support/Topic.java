package io.fermata.e2e.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.fermata.e2e.http.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A topic as an outside consumer reads it, from its beginning, without a group. */
public final class Topic implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    public Topic(String name, String bootstrapServers) {
        this.name = name;
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Waits for the first record of which this holds. */
    public ConsumerRecord<String, byte[]> awaitRecord(Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> seenSoFar().stream().filter(wanted).findFirst(), java.util.Optional::isPresent)
                .orElseThrow();
    }

    /** Everything there has been up to now with this key. */
    public List<ConsumerRecord<String, byte[]>> withKey(String key) {
        return seenSoFar().stream().filter(message -> key.equals(message.key())).toList();
    }

    /** The key of every record there is now. */
    public Set<String> keys() {
        return all().stream().map(ConsumerRecord::key).collect(Collectors.toSet());
    }

    /** Every record there is now. */
    public List<ConsumerRecord<String, byte[]>> all() {
        assignAll();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        }
        return List.copyOf(seen);
    }

    private List<ConsumerRecord<String, byte[]>> seenSoFar() {
        assignAll();
        consumer.poll(Duration.ofMillis(200)).forEach(seen::add);
        return List.copyOf(seen);
    }

    /** A dead letter topic comes into being with its first record. */
    private void assignAll() {
        if (consumer.assignment().isEmpty()) {
            List<TopicPartition> partitions = consumer.listTopics().getOrDefault(name, List.of()).stream()
                    .map(partition -> new TopicPartition(name, partition.partition()))
                    .toList();
            consumer.assign(partitions);
        }
    }

    public static JsonNode data(ConsumerRecord<String, byte[]> message) {
        return Json.read(new String(message.value(), UTF_8));
    }

    public static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
