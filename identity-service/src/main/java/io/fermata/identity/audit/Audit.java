package io.fermata.identity.audit;

import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import java.util.Collection;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells who did what, in the transaction in which it was done. The resource is the first word of the action. */
@Component
public class Audit {
    private final AuditTrail trail;

    Audit(AuditTrail trail) {
        this.trail = trail;
    }

    /**
     * Records what the current caller, or this service itself, did.
     *
     * @param action {@code <resource>.<verb>}
     * @param details names and settings; never a secret
     */
    public void record(String action, String resourceId, Map<String, ?> details) {
        trail.record(entry(action, resourceId, details));
    }

    /** Records what a person did who is not a caller with a token: signing in, for example. */
    public void recordOf(String actor, String action, String resourceId, Map<String, ?> details) {
        trail.record(entry(action, resourceId, details).by(actor));
    }

    /** Records an attempt that was turned away. */
    public void denied(String actor, String action, String resourceId, Map<String, ?> details) {
        trail.record(entry(action, resourceId, details).by(actor).denied());
    }

    private static AuditEntry entry(String action, String resourceId, Map<String, ?> details) {
        AuditEntry entry = AuditEntry.of(action, action.substring(0, action.indexOf('.')), resourceId);
        details.forEach((name, value) -> add(entry, name, value));
        return entry;
    }

    private static void add(AuditEntry entry, String name, Object value) {
        switch (value) {
            case Boolean flag -> entry.with(name, flag.booleanValue());
            case Number number -> entry.with(name, number.longValue());
            case Collection<?> words ->
                entry.with(name, words.stream().map(String::valueOf).sorted().toList());
            default -> entry.with(name, value.toString());
        }
    }
}
