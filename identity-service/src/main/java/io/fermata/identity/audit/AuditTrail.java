package io.fermata.identity.audit;

import io.fermata.contracts.event.AuditRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.json.Json;
import io.fermata.starter.outbox.Outbox;
import io.fermata.starter.security.Caller;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells who did what, in the transaction in which it was done. */
@Component
public class AuditTrail {
    private final Outbox outbox;
    private final Ids ids;
    private final Json json;
    private final Clock clock;

    AuditTrail(Outbox outbox, Ids ids, Json json, Clock clock) {
        this.outbox = outbox;
        this.ids = ids;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Records what the current caller, or this service itself, did.
     *
     * @param action {@code <resource>.<verb>}
     * @param details names and settings; never a secret
     */
    public void record(String action, String resourceId, Map<String, ?> details) {
        record(actor(), action, resourceId, "success", details);
    }

    /** Records what a person did who is not a caller with a token: signing in, for example. */
    public void recordOf(String actor, String action, String resourceId, Map<String, ?> details) {
        record(actor, action, resourceId, "success", details);
    }

    /** Records an attempt that was turned away. */
    public void denied(String actor, String action, String resourceId, Map<String, ?> details) {
        record(actor, action, resourceId, "denied", details);
    }

    private void record(String actor, String action, String resourceId, String outcome, Map<String, ?> details) {
        String resource = action.substring(0, action.indexOf('.'));
        AuditRecorded event = new AuditRecorded(
                ids.next("aud"), actor, action, resource, resourceId, outcome, json.tree(details), clock.instant());
        outbox.publish(OutgoingEvent.of(resourceId, resourceId, event));
    }

    private static String actor() {
        return Caller.find().map(Caller::subject).orElse("service:identity-service");
    }
}
