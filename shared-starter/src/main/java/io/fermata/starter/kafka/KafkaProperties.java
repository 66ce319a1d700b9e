package io.fermata.starter.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service reaches the broker and treats its records.
 *
 * @param clientProperties handed to every Kafka client as they are: security, for example
 * @param compression of records on their way; {@code none} or {@code lz4}
 * @param maxPollRecords how many records a listener gets at once at most
 * @param attempts how often a record is tried before it goes to the dead letters; passing trouble is not counted
 * @param outageGrace how long the broker may be away before the service calls itself not ready
 */
@ConfigurationProperties(prefix = "fermata.kafka", ignoreUnknownFields = false)
public record KafkaProperties(
        @Nullable List<String> bootstrapServers,
        @DefaultValue Map<String, String> clientProperties,
        @DefaultValue("none") String compression,
        @DefaultValue("500") int maxPollRecords,
        @DefaultValue("5") int attempts,
        @DefaultValue("30s") Duration outageGrace) {

    public KafkaProperties {
        if (attempts < 1) {
            throw new IllegalArgumentException("fermata.kafka.attempts must be at least 1");
        }
    }

    @Override
    public List<String> bootstrapServers() {
        if (bootstrapServers == null || bootstrapServers.isEmpty()) {
            throw new IllegalStateException("set FERMATA_KAFKA_BOOTSTRAP_SERVERS, for example 127.0.0.1:9092");
        }
        return bootstrapServers;
    }

    @Override
    public String toString() {
        return "KafkaProperties[bootstrapServers=" + bootstrapServers + ", client properties not shown]";
    }
}
