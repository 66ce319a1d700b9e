package io.fermata.metering.support;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Says what another service's outbox would say. */
public final class Producer implements AutoCloseable {
    private static final AtomicLong EVENTS = new AtomicLong();

    private final KafkaProducer<String, byte[]> kafka = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestInfrastructure.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());

    /** In an event with an id of its own. */
    public void say(String tenant, UsageRecorded usage) {
        say(tenant, "event-" + EVENTS.incrementAndGet(), usage);
    }

    public void say(String tenant, String eventId, UsageRecorded usage) {
        Envelope envelope = new Envelope(
                eventId,
                EventTypes.USAGE_RECORDED,
                "/run-executor-service",
                usage.usageId(),
                tenant,
                Instant.parse("2026-11-21T08:00:00Z"),
                null);
        send(KafkaEvents.write(Topics.USAGE_RECORDED, usage.usageId(), envelope, EventJson.writeBytes(usage)));
    }

    /** Something that is no event at all. */
    public void sayNonsense(String key) {
        send(new ProducerRecord<>(Topics.USAGE_RECORDED, key, "nonsense".getBytes(StandardCharsets.UTF_8)));
    }

    private void send(ProducerRecord<String, byte[]> message) {
        var _ = kafka.send(message);
        kafka.flush();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
