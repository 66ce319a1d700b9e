package io.fermata.starter.kafka;

import io.fermata.starter.problem.SqlFailures;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * What becomes of a record whose listener throws. Unprocessable, or of a value the database
 * cannot take: the dead letters, at once. Passing trouble (database or
 * another service away): tried for ever. Anything else: a few tries, then the dead letters. In every case the records
 * behind it wait until it is settled, so that order holds.
 */
final class ListenerErrors {
    private static final long FIRST_PAUSE_MILLIS = 200;
    // Well below the time in which a consumer has to poll again.
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final BackOff AT_ONCE = new FixedBackOff(0, 0);

    private ListenerErrors() {}

    static DefaultErrorHandler handler(DeadLetters deadLetters, int attempts) {
        DefaultErrorHandler handler =
                new DefaultErrorHandler((message, failure) -> deadLetters.send(typed(message), failure), backOff());
        BackOff limited = limited(attempts);
        handler.setBackOffFunction((_, failure) -> {
            if (Causes.find(failure, Unprocessable.class).isPresent() || SqlFailures.isValueRefused(failure)) {
                return AT_ONCE;
            }
            return Failures.isTransient(failure) ? backOff() : limited;
        });
        handler.setCommitRecovered(true);
        handler.setLogLevel(KafkaException.Level.WARN);
        return handler;
    }

    private static ExponentialBackOff backOff() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_PAUSE_MILLIS, 2);
        backOff.setMaxInterval(LONGEST_PAUSE_MILLIS);
        return backOff;
    }

    private static BackOff limited(int attempts) {
        ExponentialBackOff backOff = backOff();
        // The first try is not a retry.
        backOff.setMaxAttempts(attempts - 1L);
        return backOff;
    }

    /** The listener containers here are made for these types only. */
    @SuppressWarnings("unchecked")
    private static ConsumerRecord<String, byte[]> typed(ConsumerRecord<?, ?> message) {
        return (ConsumerRecord<String, byte[]>) message;
    }
}
