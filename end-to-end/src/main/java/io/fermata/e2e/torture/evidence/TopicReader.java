package io.fermata.e2e.torture.evidence;

import io.fermata.e2e.torture.evidence.Evidence.Delivered;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Every record of every topic, from the first to the last there is now. Remembers what it has read. */
public final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Delivered> seen = new ArrayList<>();
    private final byte[] secret;
    private int leaks;

    /**
     * Of this broker.
     *
     * @param secret that must be in no record
     */
    public TopicReader(String bootstrapServers, String secret) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    public synchronized List<Delivered> readAll() {
        assign();
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(this::keep);
        }
        return List.copyOf(seen);
    }

    /** How many records held the secret. */
    synchronized int leaks() {
        return leaks;
    }

    private void assign() {
        List<TopicPartition> partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> !partition.topic().startsWith("__")
                        && !partition.topic().equals("step.delta"))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.size() != consumer.assignment().size()) {
            seen.clear();
            leaks = 0;
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }
    }

    private void keep(ConsumerRecord<String, byte[]> message) {
        seen.add(new Delivered(
                message.topic(), header(message, "ce_id"), header(message, "ce_tenantid"), message.key()));
        if (message.value() != null && contains(message.value(), secret)) {
            leaks++;
        }
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    static boolean contains(byte[] text, byte[] part) {
        for (int at = 0; at <= text.length - part.length; at++) {
            int same = 0;
            while (same < part.length && text[at + same] == part[same]) {
                same++;
            }
            if (same == part.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
