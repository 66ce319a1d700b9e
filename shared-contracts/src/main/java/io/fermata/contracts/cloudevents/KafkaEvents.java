package io.fermata.contracts.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Writes an {@link Envelope} and its data as a Kafka record, and reads the envelope back from one. */
public final class KafkaEvents {
    public static final String TENANT_EXTENSION = "tenantid";
    public static final String TRACEPARENT_HEADER = "traceparent";
    public static final String CONTENT_TYPE = "application/json";

    /** What every record carries as a header; {@code traceparent} and {@code authorization} come on top when there. */
    public static final Map<String, String> HEADERS = Map.of(
            "ce_specversion", "always 1.0",
            "ce_id", "unique per source",
            "ce_type", "the event type",
            "ce_source", "the producing service",
            "ce_subject", "id of the aggregate",
            "ce_time", "RFC 3339, UTC",
            "ce_tenantid", "the tenant",
            "content-type", "always application/json");

    private KafkaEvents() {}

    /**
     * Makes the record to send.
     *
     * @param data JSON in UTF-8; written as it is
     */
    public static ProducerRecord<String, byte[]> write(String topic, String key, Envelope envelope, byte[] data) {
        ProducerRecord<String, byte[]> message =
                KafkaMessageFactory.<String>createWriter(topic, key).writeBinary(cloudEvent(envelope, data));
        if (envelope.traceparent() != null) {
            message.headers().add(TRACEPARENT_HEADER, envelope.traceparent().getBytes(UTF_8));
        }
        return message;
    }

    /**
     * Reads the attributes; the value of the record stays as it is.
     *
     * @throws UnreadableEnvelopeException when an attribute is missing or not what it should be
     */
    public static Envelope read(ConsumerRecord<?, byte[]> message) {
        CloudEvent event = cloudEvent(message);
        return new Envelope(
                event.getId(),
                event.getType(),
                event.getSource().toString(),
                event.getSubject(),
                required(TENANT_EXTENSION, event.getExtension(TENANT_EXTENSION)).toString(),
                required("time", event.getTime()).toInstant(),
                header(message, TRACEPARENT_HEADER));
    }

    private static CloudEvent cloudEvent(Envelope envelope, byte[] data) {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(envelope.id())
                .withType(envelope.type())
                .withSource(URI.create(envelope.source()))
                .withTime(OffsetDateTime.ofInstant(envelope.time(), ZoneOffset.UTC))
                .withExtension(TENANT_EXTENSION, envelope.tenantId())
                .withData(CONTENT_TYPE, data);
        return envelope.subject() == null
                ? event.build()
                : event.withSubject(envelope.subject()).build();
    }

    private static CloudEvent cloudEvent(ConsumerRecord<?, byte[]> message) {
        try {
            MessageReader reader = KafkaMessageFactory.createReader(message);
            // Structured mode would make the record's value something else than the data its schema describes.
            if (reader.getEncoding() != Encoding.BINARY) {
                throw new UnreadableEnvelopeException("not a CloudEvent in binary mode", null);
            }
            CloudEvent event = reader.toEvent();
            if (event.getSpecVersion() != SpecVersion.V1) {
                throw new UnreadableEnvelopeException("CloudEvents " + event.getSpecVersion() + " is not 1.0", null);
            }
            return event;
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new UnreadableEnvelopeException("not a CloudEvent: " + e.getMessage(), e);
        }
    }

    private static <T> T required(String attribute, @Nullable T value) {
        if (value == null) {
            throw new UnreadableEnvelopeException("the attribute " + attribute + " is missing", null);
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<?, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
