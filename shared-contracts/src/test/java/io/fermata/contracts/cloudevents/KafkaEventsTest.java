package io.fermata.contracts.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.contracts.EventTypes;
import io.fermata.contracts.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

class KafkaEventsTest {
    private static final byte[] DATA = "{\"run_id\":\"run_1\"}".getBytes(UTF_8);
    private static final Envelope ENVELOPE = new Envelope(
            "evt-1",
            EventTypes.RUN_CHANGED,
            "/run-executor-service",
            "run_1",
            "acme",
            Instant.parse("2026-11-21T10:15:30.123456Z"),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @Test
    void writesAttributesAsHeadersAndTheDataAsTheValue() {
        ProducerRecord<String, byte[]> message = KafkaEvents.write(Topics.RUN_CHANGED, "run_1", ENVELOPE, DATA);

        assertThat(message.topic()).isEqualTo("run.changed");
        assertThat(message.key()).isEqualTo("run_1");
        assertThat(message.value()).isEqualTo(DATA);
        assertThat(headers(message))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "evt-1",
                        "ce_type", "io.fermata.run.changed.v1",
                        "ce_source", "/run-executor-service",
                        "ce_subject", "run_1",
                        "ce_tenantid", "acme",
                        "ce_time", "2026-11-21T10:15:30.123456Z",
                        "content-type", "application/json",
                        "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(KafkaEvents.read(received(KafkaEvents.write(Topics.RUN_CHANGED, "run_1", ENVELOPE, DATA))))
                .isEqualTo(ENVELOPE);
    }

    @Test
    void leavesOutWhatIsNotThere() {
        Envelope bare = new Envelope("evt-1", "t", "/s", null, "acme", ENVELOPE.time(), null);

        assertThat(KafkaEvents.read(received(KafkaEvents.write("topic", "key", bare, DATA))))
                .isEqualTo(bare);
    }

    @Test
    void refusesARecordWithoutHeaders() {
        ConsumerRecord<String, byte[]> plain = new ConsumerRecord<>("run.changed", 0, 0, "run_1", DATA);

        assertThatThrownBy(() -> KafkaEvents.read(plain)).isInstanceOf(UnreadableEnvelopeException.class);
    }

    @Test
    void refusesARecordWithoutATenant() {
        ConsumerRecord<String, byte[]> message = written();
        message.headers().remove("ce_tenantid");

        assertThatThrownBy(() -> KafkaEvents.read(message))
                .isInstanceOf(UnreadableEnvelopeException.class)
                .hasMessageContaining("tenantid");
    }

    @Test
    void refusesARecordWithoutAnId() {
        ConsumerRecord<String, byte[]> message = written();
        message.headers().remove("ce_id");

        assertThatThrownBy(() -> KafkaEvents.read(message)).isInstanceOf(UnreadableEnvelopeException.class);
    }

    @Test
    void refusesATimeThatIsNoTime() {
        ConsumerRecord<String, byte[]> message = written();
        message.headers().remove("ce_time");
        message.headers().add("ce_time", "yesterday".getBytes(UTF_8));

        assertThatThrownBy(() -> KafkaEvents.read(message)).isInstanceOf(UnreadableEnvelopeException.class);
    }

    @Test
    void refusesStructuredMode() {
        ConsumerRecord<String, byte[]> message = new ConsumerRecord<>("run.changed", 0, 0, "run_1", DATA);
        message.headers().add("content-type", "application/cloudevents+json".getBytes(UTF_8));

        assertThatThrownBy(() -> KafkaEvents.read(message)).isInstanceOf(UnreadableEnvelopeException.class);
    }

    @Test
    void documentsEveryHeaderItWrites() {
        Map<String, String> written = headers(written());
        written.remove(KafkaEvents.TRACEPARENT_HEADER);

        assertThat(KafkaEvents.HEADERS).containsOnlyKeys(written.keySet());
    }

    private static ConsumerRecord<String, byte[]> written() {
        return received(KafkaEvents.write(Topics.RUN_CHANGED, "run_1", ENVELOPE, DATA));
    }

    private static Map<String, String> headers(ProducerRecord<String, byte[]> message) {
        return headers(received(message));
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> message) {
        Map<String, String> found = new TreeMap<>();
        for (Header header : message.headers()) {
            found.put(header.key(), new String(header.value(), UTF_8));
        }
        return found;
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> message) {
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(message.topic(), 0, 0, message.key(), message.value());
        message.headers().forEach(record.headers()::add);
        return record;
    }
}
