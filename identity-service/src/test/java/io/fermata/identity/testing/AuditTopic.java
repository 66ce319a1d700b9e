package io.fermata.identity.testing;

import io.fermata.contracts.Topics;
import io.fermata.localstack.junit.TestInfrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the service has told the audit trail of a tenant, whose id is the key. */
public final class AuditTopic implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer());
    private final List<JsonNode> seen = new ArrayList<>();

    public JsonNode await(String tenant, Predicate<JsonNode> wanted) {
        return org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> of(tenant).stream().filter(wanted).findFirst(), Optional::isPresent)
                .orElseThrow();
    }

    /** Everything so far. */
    public List<JsonNode> of(String tenant) {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(consumer.partitionsFor(Topics.AUDIT_RECORDED).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
        }
        consumer.poll(Duration.ofMillis(200)).forEach(message -> {
            if (tenant.equals(message.key())) {
                seen.add(JSON.readTree(message.value()));
            }
        });
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
