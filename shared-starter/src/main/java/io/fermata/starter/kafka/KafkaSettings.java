package io.fermata.starter.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What every client of this service is set up with, by purpose. */
public final class KafkaSettings {
    /** The {@code properties} of a listener nobody waits for: what a quarter of a second brings is taken at once. */
    public static final String GATHERED = "fetch.min.bytes=65536\nfetch.max.wait.ms=250";

    private static final int MAX_RECORD_BYTES = 1_048_576;

    private final KafkaProperties kafka;
    private final String service;

    public KafkaSettings(KafkaProperties kafka, String service) {
        this.kafka = kafka;
        this.service = service;
    }

    public Map<String, Object> admin() {
        Map<String, Object> settings = connection("admin");
        settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 15_000);
        return settings;
    }

    /** Records somebody waits for, or that may be lost: gives up after ten seconds. */
    public Map<String, Object> producer() {
        Map<String, Object> settings = anyProducer("producer");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return settings;
    }

    /** The outbox: never gives one record up by itself, because that would let others overtake it. */
    public Map<String, Object> relay() {
        Map<String, Object> settings = anyProducer("relay");
        // Only lets a batch fill while it is handed over.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return settings;
    }

    public Map<String, Object> consumer() {
        Map<String, Object> settings = connection("consumer");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, kafka.maxPollRecords());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // A killed replica's partitions wait for its session to end; the default is 45 s. The broker allows no less
        // than 6 s unless it is told to. The heartbeat is also how a replica learns of a rebalance.
        settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000);
        settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000);
        // Records end the wait at once. Without any, each fetch costs both sides a millisecond, twice a second by
        // default.
        settings.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1_000);
        // A topic that is made after its listener is seen soon.
        settings.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, (int)
                Duration.ofSeconds(30).toMillis());
        return settings;
    }

    private Map<String, Object> anyProducer(String purpose) {
        Map<String, Object> settings = connection(purpose);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, kafka.compression());
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        return settings;
    }

    private Map<String, Object> connection(String purpose) {
        Map<String, Object> settings = new HashMap<>(kafka.clientProperties());
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, service + "-" + purpose);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 100L);
        settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000L);
        return settings;
    }
}
