package io.fermata.starter.events;

import io.fermata.contracts.cloudevents.Envelope;
import io.fermata.contracts.cloudevents.KafkaEvents;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.TraceContext;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Says something on the bus right now, outside every transaction. Only for what may be lost: facts go through the
 * {@link io.fermata.starter.outbox.Outbox}.
 */
public final class EventProducer {
    private static final Logger log = LoggerFactory.getLogger(EventProducer.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventSource source;
    private final Supplier<UUID> ids;
    private final Clock clock;

    public EventProducer(KafkaTemplate<String, byte[]> kafka, EventSource source, Supplier<UUID> ids, Clock clock) {
        this.kafka = kafka;
        this.source = source;
        this.ids = ids;
        this.clock = clock;
    }

    /** Does not wait for the broker. Needs a bound tenant. */
    public void send(OutgoingEvent event) {
        TraceContext trace = event.trace();
        Envelope envelope = new Envelope(
                ids.get().toString(),
                event.type(),
                source.value(),
                event.subject(),
                Tenants.current().value(),
                clock.instant(),
                trace == null ? null : trace.traceparent());
        var message = KafkaEvents.write(event.topic(), event.key(), envelope, EventJson.writeBytes(event.data()));
        var _ = kafka.send(message).whenComplete((_, failure) -> {
            if (failure != null) {
                log.atDebug()
                        .addKeyValue("topic", event.topic())
                        .setCause(failure)
                        .log("an event was not sent");
            }
        });
    }
}
