package io.fermata.starter.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * One producer for one run of the relay. It never gives a record up by itself: while the broker is away records wait in
 * their order, and {@link #close} is what ends the waiting. So no record can overtake one of the same key that failed.
 */
final class RelaySender implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    RelaySender(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** Returns when the broker has all of them. Records of one partition arrive in the order given. */
    void send(List<ProducerRecord<String, byte[]>> messages) throws InterruptedException {
        List<Future<RecordMetadata>> sends = new ArrayList<>(messages.size());
        for (ProducerRecord<String, byte[]> message : messages) {
            sends.add(producer.send(message));
        }
        producer.flush();
        for (Future<RecordMetadata> send : sends) {
            await(send);
        }
    }

    private static void await(Future<RecordMetadata> send) throws InterruptedException {
        try {
            send.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a record of the outbox", e.getCause());
        }
    }

    /** What was not acknowledged yet fails now; the next run sends it again. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
