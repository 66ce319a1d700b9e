package io.fermata.e2e.leak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Keys, values and headers of every record there is, as they lie there. */
final class Records {
    private static final Duration POLL = Duration.ofMillis(500);

    private Records() {}

    static void readAll(String bootstrapServers, Traces.Reader reader) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "exclude.internal.topics", false);
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(POLL).forEach(message -> read(message, reader));
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> message, Traces.Reader reader) {
        String place = "topic " + message.topic();
        if (message.key() != null) {
            reader.read(place, message.key());
        }
        if (message.value() != null) {
            reader.read(place, message.value());
        }
        for (Header header : message.headers()) {
            reader.read(place + " header", header.key().getBytes(StandardCharsets.UTF_8));
            if (header.value() != null) {
                reader.read(place + " header", header.value());
            }
        }
    }
}
