package io.fermata.starter.sealing;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.TenantChanged;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.kafka.Unprocessable;
import io.fermata.starter.outbox.NewestEvents;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/** Destroys the keys of a tenant that was deleted for good, and what would be told of it again. */
final class TenantErasure {
    private static final Logger log = LoggerFactory.getLogger(TenantErasure.class);
    private static final String DELETED = "deleted";

    /** The event is about another tenant than the one it belongs to. */
    private static final class ForeignTenantException extends RuntimeException implements Unprocessable {
        private static final long serialVersionUID = 1L;

        ForeignTenantException() {
            super("a tenant can only be said to be deleted by an event of its own");
        }

        @Override
        public String reason() {
            return "wrong-tenant";
        }
    }

    private final Events events;
    private final DataKeys keys;
    private final NewestEvents newest;

    TenantErasure(Events events, DataKeys keys, NewestEvents newest) {
        this.events = events;
        this.keys = keys;
        this.newest = newest;
    }

    @KafkaListener(topics = Topics.TENANT_CHANGED, groupId = "${spring.application.name}-data-keys")
    void on(ConsumerRecord<String, byte[]> message) {
        events.once(message, TenantChanged.class, this::handle);
    }

    private void handle(ReceivedEvent<TenantChanged> event) {
        if (!event.data().tenantId().equals(event.tenant().value())) {
            throw new ForeignTenantException();
        }
        if (event.data().status().equals(DELETED)) {
            keys.erase();
            newest.forgetAllBut(Topics.TENANT_CHANGED);
            log.info("the data keys of an erased tenant were destroyed");
        }
    }
}
