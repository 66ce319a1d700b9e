package io.fermata.starter.events;

import io.fermata.starter.inbox.Inbox;
import io.fermata.starter.kafka.DeadLetters;
import io.fermata.starter.logging.LogKeys;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.MDC;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a listener takes an event: checked, as its tenant, in its trace, in one transaction, once.
 *
 * <p>What a handler throws decides what becomes of the record: see {@code ListenerErrors} in the kafka package.
 */
public final class Events {
    private final Inbox inbox;
    private final DeadLetters deadLetters;
    private final TransactionTemplate transaction;

    public Events(Inbox inbox, DeadLetters deadLetters, TransactionTemplate transaction) {
        this.inbox = inbox;
        this.deadLetters = deadLetters;
        this.transaction = transaction;
    }

    /**
     * Checks the envelope and reads the data.
     *
     * @throws UnreadableEventException when the record is not the event its topic promises; not to be caught
     */
    public <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> message, Class<T> type) {
        return EventReader.read(message, type);
    }

    /** Reads what can be read. The rest is in the dead letters before this returns, and holds nothing up. */
    public <T> List<ReceivedEvent<T>> readAll(List<ConsumerRecord<String, byte[]>> messages, Class<T> type) {
        EventBatch<T> batch = new EventBatch<>(messages, type);
        putAside(batch.unreadable());
        return batch.events();
    }

    /**
     * Runs the handler with the event's tenant and trace bound, inside a transaction that also notes the event's id: a
     * second delivery to the same consumer group finds the note and does nothing.
     */
    public <T> void once(ConsumerRecord<String, byte[]> message, Class<T> type, Consumer<ReceivedEvent<T>> handler) {
        ReceivedEvent<T> event = read(message, type);
        TraceContext.continued(event.headers().get(TraceContext.HEADER)).run(() -> {
            MDC.put(LogKeys.EVENT_ID, event.id());
            MDC.put(LogKeys.TOPIC, message.topic());
            try {
                inTransactionOf(event.tenant(), () -> {
                    if (inbox.firstTime(consumer(), event.id())) {
                        handler.accept(event);
                    }
                });
            } finally {
                MDC.remove(LogKeys.EVENT_ID);
                MDC.remove(LogKeys.TOPIC);
            }
        });
    }

    /**
     * {@link #once} for a batch listener: one transaction per tenant of the batch, and the handler gets that tenant's
     * new events in the order of the records. When a tenant's batch fails its events are tried one by one, so that only
     * the one that cannot be handled is retried and in the end put aside.
     */
    public <T> void onceAll(
            List<ConsumerRecord<String, byte[]>> messages, Class<T> type, Consumer<List<ReceivedEvent<T>>> handler) {
        EventBatch<T> batch = new EventBatch<>(messages, type);
        try {
            batch.forEachTenant((tenant, events) -> inTransactionOf(tenant, () -> handle(events, handler)));
        } catch (BatchListenerFailedException e) {
            // What stands behind the record that failed comes again with it, however often that is.
            putAside(batch.unreadableBefore(e.getRecord()));
            throw e;
        }
        putAside(batch.unreadable());
    }

    private <T> void handle(List<ReceivedEvent<T>> events, Consumer<List<ReceivedEvent<T>>> handler) {
        List<ReceivedEvent<T>> firstTimers = inbox.firstTimers(consumer(), events, ReceivedEvent::id);
        if (!firstTimers.isEmpty()) {
            handler.accept(firstTimers);
        }
    }

    private void putAside(List<EventBatch.Unreadable> records) {
        records.forEach(record -> deadLetters.send(record.message(), record.why()));
    }

    private void inTransactionOf(TenantId tenant, Runnable work) {
        Tenants.run(tenant, () -> transaction.executeWithoutResult(_ -> work.run()));
    }

    private static String consumer() {
        String group = KafkaUtils.getConsumerGroupId();
        if (group == null) {
            throw new IllegalStateException(
                    "events are taken once per consumer group: call this on a listener's thread");
        }
        return group;
    }
}
