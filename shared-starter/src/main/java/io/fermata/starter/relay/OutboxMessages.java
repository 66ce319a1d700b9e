package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.starter.events.EventJson;
import io.fermata.starter.events.EventSource;
import io.fermata.starter.outbox.OutboxHeaders;
import io.fermata.starter.outbox.PayloadsAtRest;
import io.fermata.starter.sealing.UnopenableException;
import io.fermata.starter.sealing.UnopenableException.Why;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the Kafka record of an outbox row. The payload goes through as its producer wrote it. */
final class OutboxMessages {
    private static final Logger log = LoggerFactory.getLogger(OutboxMessages.class);
    private static final int TIME_SHIFT = 16;

    private final EventSource source;
    private final PayloadsAtRest payloads;

    OutboxMessages(EventSource source, PayloadsAtRest payloads) {
        this.source = source;
        this.payloads = payloads;
    }

    /** Empty for what nobody can tell any more: it was sealed, and its tenant is erased. */
    Optional<ProducerRecord<String, byte[]>> message(RelayedRow row) {
        try {
            return Optional.of(message(row, payloads.open(row.id(), row.tenant(), row.payload())));
        } catch (UnopenableException e) {
            if (e.why() != Why.ERASED) {
                throw e;
            }
            log.atWarn().addKeyValue("event_id", row.id()).log("an event of an erased tenant cannot be told any more");
            return Optional.empty();
        }
    }

    private ProducerRecord<String, byte[]> message(RelayedRow row, String payload) {
        OutboxHeaders headers = EventJson.read(row.headers().getBytes(UTF_8), OutboxHeaders.class);
        Envelope envelope = new Envelope(
                row.id().toString(),
                row.type(),
                source.value(),
                headers.subject(),
                row.tenant(),
                row.time(),
                headers.traceparent());
        return KafkaEvents.write(row.topic(), row.key(), envelope, payload.getBytes(UTF_8));
    }

    /** A row as the relay reads it, from the log or from the table. */
    record RelayedRow(UUID id, String topic, String key, String type, String tenant, String headers, String payload) {
        /** When the event was published, which its id tells: reading the column again would cost more than the rest. */
        Instant time() {
            return Instant.ofEpochMilli(id.getMostSignificantBits() >>> TIME_SHIFT);
        }
    }
}
