package io.fermata.policies.support;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.localstack.junit.TestInfrastructure;
import io.fermata.starter.events.EventJson;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    public void say(String tenant, AuditRecorded event) {
        say(tenant, "event-" + EVENTS.incrementAndGet(), event);
    }

    public void say(String tenant, String eventId, AuditRecorded event) {
        Envelope envelope = new Envelope(
                eventId,
                EventTypes.AUDIT_RECORDED,
                "/tool-service",
                event.auditId(),
                tenant,
                Instant.parse("2026-11-21T08:00:00Z"),
                null);
        var _ = kafka.send(KafkaEvents.write(Topics.AUDIT_RECORDED, tenant, envelope, EventJson.writeBytes(event)));
        kafka.flush();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
