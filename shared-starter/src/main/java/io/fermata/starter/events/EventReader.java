package io.fermata.starter.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.EventCatalogue;
import io.fermata.contracts.EventContract;
import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.contracts.cloudevents.UnreadableEnvelopeException;
import io.fermata.starter.events.UnreadableEventException.Reason;
import io.fermata.starter.tenancy.TenantId;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Turns a record into an event, or says why it is none. */
final class EventReader {
    /** An id is stored with every event a consumer handles: outside producers choose it, we choose how long it may be. */
    private static final int MAX_ID_LENGTH = 200;

    private EventReader() {}

    static <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> message, Class<T> type) {
        Envelope envelope = envelope(message);
        check(envelope, message.topic(), EventCatalogue.require(type));
        if (message.value() == null) {
            throw new UnreadableEventException(Reason.BAD_DATA, "the record has no value");
        }
        return new ReceivedEvent<>(
                envelope.id(),
                envelope.type(),
                envelope.source(),
                envelope.subject(),
                new TenantId(envelope.tenantId()),
                envelope.time(),
                EventJson.read(message.value(), type),
                headers(message));
    }

    private static Envelope envelope(ConsumerRecord<String, byte[]> message) {
        for (Header header : message.headers()) {
            // Kafka allows it; the CloudEvents reader does not expect it and breaks.
            boolean unexpected = header.value() == null && isOfEnvelope(header.key());
            require(!unexpected, Reason.BAD_ENVELOPE, "the header " + header.key() + " has no value");
        }
        try {
            return KafkaEvents.read(message);
        } catch (UnreadableEnvelopeException e) {
            throw new UnreadableEventException(Reason.BAD_ENVELOPE, e.getMessage(), e);
        }
    }

    private static boolean isOfEnvelope(String header) {
        return header.startsWith("ce_") || header.equals("content-type");
    }

    private static void check(Envelope envelope, String topic, EventContract contract) {
        require(topic.equals(contract.topic()), Reason.WRONG_TOPIC, contract.type() + " does not travel on " + topic);
        require(envelope.type().equals(contract.type()), Reason.UNKNOWN_TYPE, envelope.type() + " is not read here");
        require(TenantId.isValid(envelope.tenantId()), Reason.WRONG_TENANT, "ce_tenantid is not a tenant id");
        String subject = envelope.subject();
        require(subject != null && !subject.isBlank(), Reason.BAD_ENVELOPE, "ce_subject is missing");
        require(envelope.id().length() <= MAX_ID_LENGTH, Reason.BAD_ENVELOPE, "ce_id is too long");
        require(envelope.id().indexOf('\0') < 0, Reason.BAD_ENVELOPE, "ce_id cannot be stored");
    }

    private static void require(boolean holds, Reason reason, String message) {
        if (!holds) {
            throw new UnreadableEventException(reason, message);
        }
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = HashMap.newHashMap(12);
        for (Header header : message.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return headers;
    }
}
