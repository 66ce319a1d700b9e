package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.starter.events.EventJson;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.outbox.OutboxHeaders;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Makes the Kafka record of an outbox row. The payload goes through untouched. */
final class OutboxMessages {
    private static final int TIME_SHIFT = 16;

    private final EventSource source;

    OutboxMessages(EventSource source) {
        this.source = source;
    }

    ProducerRecord<String, byte[]> message(RelayedRow row) {
        OutboxHeaders headers = EventJson.read(row.headers().getBytes(UTF_8), OutboxHeaders.class);
        Envelope envelope = new Envelope(
                row.id().toString(),
                row.type(),
                source.value(),
                headers.subject(),
                row.tenant(),
                row.time(),
                headers.traceparent());
        return KafkaEvents.write(row.topic(), row.key(), envelope, row.payload().getBytes(UTF_8));
    }

    /** A row as the relay reads it, from the log or from the table. */
    record RelayedRow(UUID id, String topic, String key, String type, String tenant, String headers, String payload) {
        /** When the event was published, which its id tells: reading the column again would cost more than the rest. */
        Instant time() {
            return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
        }
    }
}
