package io.fermata.executor.intake;

import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.security.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/** Takes each event once, and counts those that came again. */
@Component
class Deliveries {

    private final Events events;
    private final Counter absorbed;

    Deliveries(Events events, MeterRegistry meters) {
        this.events = events;
        this.absorbed = meters.counter("fermata.duplicates.absorbed");
    }

    <T> void once(ConsumerRecord<String, byte[]> record, Class<T> type, Consumer<ReceivedEvent<T>> handler) {
        AtomicBoolean first = new AtomicBoolean();
        events.once(record, type, event -> {
            first.set(true);
            handler.accept(event);
        });
        if (!first.get()) {
            absorbed.increment();
        }
    }

    /** In the name of whoever the record's token speaks for. */
    <T> void once(
            ConsumerRecord<String, byte[]> record, Class<T> type, Caller caller, Consumer<ReceivedEvent<T>> handler) {
        once(
                record,
                type,
                event -> Caller.call(caller, () -> {
                    handler.accept(event);
                    return event;
                }));
    }

    /** What this asks for has been done before, under whatever event id. */
    void absorb() {
        absorbed.increment();
    }
}
