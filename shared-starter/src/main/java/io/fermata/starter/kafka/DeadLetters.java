package io.fermata.starter.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.Topics;
import io.fermata.starter.logging.LogKeys;
import io.fermata.starter.problem.SqlFailures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts a record that cannot be processed on its topic's dead letter topic, as it was, with the reason in headers. When
 * this returns the broker has it; when it throws nothing is lost, because the record's offset is not committed.
 */
public final class DeadLetters {
    public static final String REASON = "dlt-reason";
    public static final String EXCEPTION = "dlt-exception";
    public static final String ORIGINAL_TOPIC = "dlt-original-topic";
    public static final String ORIGINAL_PARTITION = "dlt-original-partition";
    public static final String ORIGINAL_OFFSET = "dlt-original-offset";

    /** A dead letter is kept for long and read by many: what would let a reader in stays out of it. */
    private static final String CREDENTIAL = "authorization";

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
    private static final String FAILED = "processing-failed";
    private static final String UNSTORABLE = "bad-value";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final KafkaTemplate<String, byte[]> kafka;
    private final DeadLetterTopics topics;
    private final MeterRegistry metrics;

    public DeadLetters(KafkaTemplate<String, byte[]> kafka, DeadLetterTopics topics, MeterRegistry metrics) {
        this.kafka = kafka;
        this.topics = topics;
        this.metrics = metrics;
    }

    /**
     * Puts the record aside by decision of the caller.
     *
     * @param reason a short slug an operator can search for, e.g. {@code token-missing}; no payload, no secret
     */
    public void send(ConsumerRecord<String, byte[]> message, String reason) {
        send(message, reason, null);
    }

    /** The reason follows from the exception. */
    public void send(ConsumerRecord<String, byte[]> message, Throwable failure) {
        String reason = Causes.find(failure, Unprocessable.class)
                .map(Unprocessable::reason)
                .orElse(SqlFailures.isValueRefused(failure) ? UNSTORABLE : FAILED);
        send(message, reason, Causes.root(failure));
    }

    private void send(ConsumerRecord<String, byte[]> message, String reason, @Nullable Throwable failure) {
        topics.ensure(Topics.dlt(message.topic()));
        await(letter(message, reason, failure));
        metrics.counter("fermata.dlt.records", "topic", message.topic(), "reason", reason)
                .increment();
        log.atWarn()
                .addKeyValue(LogKeys.TOPIC, message.topic())
                .addKeyValue("partition", message.partition())
                .addKeyValue("offset", message.offset())
                .addKeyValue("reason", reason)
                .setCause(failure)
                .log("a record went to the dead letters");
    }

    private static ProducerRecord<String, byte[]> letter(
            ConsumerRecord<String, byte[]> message, String reason, @Nullable Throwable failure) {
        var letter = new ProducerRecord<>(Topics.dlt(message.topic()), message.key(), message.value());
        message.headers().forEach(letter.headers()::add);
        letter.headers().remove(CREDENTIAL);
        header(letter, REASON, reason);
        header(letter, EXCEPTION, failure == null ? "" : failure.getClass().getName() + ": " + failure.getMessage());
        header(letter, ORIGINAL_TOPIC, message.topic());
        header(letter, ORIGINAL_PARTITION, Integer.toString(message.partition()));
        header(letter, ORIGINAL_OFFSET, Long.toString(message.offset()));
        return letter;
    }

    private static void header(ProducerRecord<String, byte[]> letter, String name, String value) {
        letter.headers().remove(name).add(name, value.getBytes(UTF_8));
    }

    private void await(ProducerRecord<String, byte[]> letter) {
        try {
            kafka.send(letter).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing to " + letter.topic(), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot write to " + letter.topic(), e);
        }
    }
}
