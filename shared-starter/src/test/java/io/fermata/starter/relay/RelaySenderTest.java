package io.fermata.starter.relay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RelaySenderTest {
    private static final List<ProducerRecord<String, byte[]>> BATCH = List.of(
            new ProducerRecord<>("notes", "a", "1".getBytes(UTF_8)),
            new ProducerRecord<>("notes", "a", "2".getBytes(UTF_8)));

    /** As after a broker died that had taken records it no longer knows of: it refuses every next one, for ever. */
    @Test
    void endsWhenTheBrokerNeverTakesABatch() {
        var producer = producer(false);
        var sender = new RelaySender(producer, Duration.ofMillis(50));

        assertThatThrownBy(() -> sender.send(BATCH))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("within PT0.05S");
    }

    @Test
    void returnsWhenTheBrokerHasTheBatch() throws InterruptedException {
        var producer = producer(true);
        var sender = new RelaySender(producer, Duration.ofSeconds(30));

        sender.send(BATCH);

        assertThat(producer.history()).containsExactlyElementsOf(BATCH);
    }

    private static MockProducer<String, byte[]> producer(boolean answers) {
        return new MockProducer<>(
                answers, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }
}
