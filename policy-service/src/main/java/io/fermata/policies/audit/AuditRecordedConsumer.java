package io.fermata.policies.audit;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AuditOrigin;
import io.fermata.contracts.event.AuditOutcome;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.events.Events;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.json.Json;
import io.fermata.starter.kafka.KafkaSettings;
import io.fermata.starter.kafka.Unprocessable;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Takes audit events in batches: one transaction and one insert per tenant of a poll. */
@Component
class AuditRecordedConsumer {
    private static final AuditOrigin NOWHERE = new AuditOrigin(null, null, null);
    private static final Set<String> OUTCOMES =
            Set.of(AuditOutcome.SUCCEEDED, AuditOutcome.DENIED, AuditOutcome.FAILED);

    private final Events events;
    private final AuditLedger ledger;
    private final Json json;

    AuditRecordedConsumer(Events events, AuditLedger ledger, Json json) {
        this.events = events;
        this.ledger = ledger;
        this.json = json;
    }

    /** Says an outcome nobody knows; the record goes to the dead letters. */
    static final class UnknownOutcomeException extends RuntimeException implements Unprocessable {
        private static final long serialVersionUID = 1L;

        @Override
        public String reason() {
            return "unknown-outcome";
        }
    }

    /** Nobody waits for what is on record: a quarter of a second of it shares a transaction. */
    @KafkaListener(
            topics = Topics.AUDIT_RECORDED,
            groupId = "policy-service",
            batch = "true",
            properties = KafkaSettings.GATHERED)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.onceAll(records, AuditRecorded.class, this::add);
    }

    private void add(List<ReceivedEvent<AuditRecorded>> batch) {
        ledger.append(batch.stream().map(this::event).toList());
    }

    private AuditEvent event(ReceivedEvent<AuditRecorded> received) {
        AuditRecorded data = received.data();
        AuditOrigin origin = data.origin() == null ? NOWHERE : data.origin();
        return new AuditEvent(
                data.auditId(),
                data.actor(),
                data.action(),
                data.resourceType(),
                data.resourceId(),
                outcome(data.outcome()),
                origin.address(),
                origin.userAgent(),
                origin.requestId(),
                listed(data.policies()),
                listed(data.approvals()),
                // Read again with our mapper, so that numbers have the one form they keep from here on.
                json.canonical(json.read(json.write(data.details()))),
                received.source(),
                data.occurredAt().truncatedTo(ChronoUnit.MICROS));
    }

    private static String outcome(String told) {
        String outcome = told.equals(AuditOutcome.SUCCESS) ? AuditOutcome.SUCCEEDED : told;
        if (!OUTCOMES.contains(outcome)) {
            throw new UnknownOutcomeException();
        }
        return outcome;
    }

    private static List<String> listed(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids;
    }
}
