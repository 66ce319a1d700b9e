package io.fermata.starter.events;

import io.fermata.localstack.junit.TestInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/** Reads a topic as anybody outside would. */
public final class RecordsReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private RecordsReader(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    /** From the beginning of the topic. */
    public static RecordsReader of(String topic) {
        return of(topic, TestInfrastructure.bootstrapServers());
    }

    /** The same on another broker. */
    public static RecordsReader of(String topic, String bootstrapServers) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return new RecordsReader(consumer);
    }

    /** Waits for that many records that match, and returns all that came. */
    public List<ConsumerRecord<String, byte[]>> await(int count, Predicate<ConsumerRecord<String, byte[]>> matching) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            poll(Duration.ofMillis(50));
            return records.stream().filter(matching).count() >= count;
        });
        return records.stream().filter(matching).toList();
    }

    /** What has come within this time and matches. */
    public List<ConsumerRecord<String, byte[]>> within(
            Duration time, Predicate<ConsumerRecord<String, byte[]>> matching) {
        poll(time);
        return records.stream().filter(matching).toList();
    }

    /** Everything that is on the topic by now. */
    public List<ConsumerRecord<String, byte[]>> untilEnd() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> {
            poll(Duration.ofMillis(50));
            return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        });
        return List.copyOf(records);
    }

    private void poll(Duration time) {
        consumer.poll(time).forEach(records::add);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
