package io.fermata.starter.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/**
 * One producer for one run of the relay. It never gives a single record up: while the broker is away records wait in their
 * order, so that none can overtake one of the same key that failed. What ends the waiting is the end of the producer, by
 * {@link #close} or when a batch has waited for longer than is any use: a producer and a broker that disagree about the
 * next sequence number never agree again.
 */
final class RelaySender implements AutoCloseable {
    private final Producer<String, byte[]> producer;
    private final Duration patience;

    /** @param patience how long a batch may wait for the broker; then the run is over, and the next has a new producer */
    RelaySender(Producer<String, byte[]> producer, Duration patience) {
        this.producer = producer;
        this.patience = patience;
    }

    /**
     * Returns when the broker has all of them. Records of one partition arrive in the order given.
     *
     * @throws KafkaException when the broker has not; this sender is of no use any more
     */
    void send(List<ProducerRecord<String, byte[]>> messages) throws InterruptedException {
        List<Future<RecordMetadata>> sends = new ArrayList<>(messages.size());
        for (ProducerRecord<String, byte[]> message : messages) {
            sends.add(producer.send(message));
        }
        long deadline = System.nanoTime() + patience.toNanos();
        for (Future<RecordMetadata> send : sends) {
            await(send, deadline - System.nanoTime());
        }
    }

    private void await(Future<RecordMetadata> send, long nanos) throws InterruptedException {
        try {
            send.get(nanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new KafkaException("the broker did not take a record of the outbox", e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("the broker did not take a batch of the outbox within " + patience, e);
        }
    }

    /** What was not acknowledged yet fails now; the next run sends it again. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
