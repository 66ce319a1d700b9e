package io.fermata.executor.intake;

import io.fermata.executor.run.RunId;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.Denials;
import io.fermata.starter.events.ReceivedEvent;
import io.fermata.starter.kafka.Unprocessable;
import io.fermata.starter.security.Caller;
import io.fermata.starter.security.InvalidTokenException;
import io.fermata.starter.security.TrustedIssuers;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/**
 * Whether a record from outside may speak for its tenant: the token in its {@code authorization} header decides, not the
 * tenant in its envelope. What is refused is audited in the tenant it claimed; a flood of it is counted there.
 */
@Component
class RecordAuthorization {

    private static final String HEADER = "authorization";
    private static final String BEARER = "Bearer ";

    private final TrustedIssuers issuers;
    private final Denials denials;

    RecordAuthorization(TrustedIssuers issuers, Denials denials) {
        this.issuers = issuers;
        this.denials = denials;
    }

    /** The record goes to the dead letters with this as its reason. */
    static final class RefusedException extends RuntimeException implements Unprocessable {
        private static final long serialVersionUID = 1L;
        private final String reason;

        RefusedException(String reason) {
            super(reason);
            this.reason = reason;
        }

        @Override
        public String reason() {
            return reason;
        }
    }

    /** Whoever chooses the id of a run chooses one of this shape: what has another cannot be about a run. */
    static void requireRunId(String runId) {
        try {
            var _ = new RunId(runId);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("run-id-malformed");
        }
    }

    static boolean isClaimedBy(ReceivedEvent<?> event) {
        return event.headers().containsKey(HEADER);
    }

    /** Expiry is judged by the time at which the record was written: a token may run out while the record waits. */
    Caller require(ReceivedEvent<?> event, ConsumerRecord<?, ?> record, String permission) {
        try {
            return check(event, Instant.ofEpochMilli(record.timestamp()), permission);
        } catch (RefusedException e) {
            audit(event, record, e.reason());
            throw e;
        }
    }

    private Caller check(ReceivedEvent<?> event, Instant at, String permission) {
        String header = event.headers().get(HEADER);
        if (header == null || !header.startsWith(BEARER)) {
            throw new RefusedException("token-missing");
        }
        Caller caller;
        try {
            caller = issuers.verify(header.substring(BEARER.length()), at);
        } catch (InvalidTokenException e) {
            throw new RefusedException("token-invalid");
        }
        if (!caller.tenant().equals(event.tenant())) {
            throw new RefusedException("tenant-mismatch");
        }
        if (!caller.may(permission)) {
            throw new RefusedException("permission-missing");
        }
        return caller;
    }

    private void audit(ReceivedEvent<?> event, ConsumerRecord<?, ?> record, String reason) {
        AuditEntry entry = AuditEntry.of("record.refused", "run", String.valueOf(event.subject()))
                .with("reason", reason)
                .with("topic", record.topic())
                .with("event_id", event.id());
        Tenants.run(event.tenant(), () -> denials.note("unknown", entry));
    }
}
