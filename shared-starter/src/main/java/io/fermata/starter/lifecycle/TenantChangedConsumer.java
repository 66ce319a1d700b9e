package io.fermata.starter.lifecycle;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.TenantChanged;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.kafka.Unprocessable;
import io.fermata.starter.outbox.NewestEvents;
import io.fermata.starter.sealing.DataKeys;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;

/**
 * Remembers what a tenant has chosen. Of one that was deleted for good it destroys the keys, and what would be told of it
 * again; its choices stay, so that nothing comes late and is stored readable.
 */
final class TenantChangedConsumer {
    private static final Logger log = LoggerFactory.getLogger(TenantChangedConsumer.class);
    private static final String DELETED = "deleted";

    /** The event is about another tenant than the one it belongs to. */
    private static final class ForeignTenantException extends RuntimeException implements Unprocessable {
        private static final long serialVersionUID = 1L;

        ForeignTenantException() {
            super("a tenant can only be changed by an event of its own");
        }

        @Override
        public String reason() {
            return "wrong-tenant";
        }
    }

    private final Events events;
    private final DataKeys keys;
    private final NewestEvents newest;
    private final KnownSettings settings;

    TenantChangedConsumer(Events events, DataKeys keys, NewestEvents newest, KnownSettings settings) {
        this.events = events;
        this.keys = keys;
        this.newest = newest;
        this.settings = settings;
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
        } else {
            settings.remember(settings(event.data()), event.time());
        }
    }

    private static TenantSettings settings(TenantChanged tenant) {
        List<String> redaction = tenant.streamRedaction();
        return new TenantSettings(
                Boolean.TRUE.equals(tenant.sensitivePayloads()),
                redaction == null ? List.of() : redaction,
                Boolean.TRUE.equals(tenant.preventSelfApproval()));
    }
}
