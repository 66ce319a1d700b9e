package io.fermata.contracts.event;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Somebody did, or was refused, something worth remembering.
 *
 * @param actor {@code user:usr_…}, {@code key:key_…} or {@code service:<name>}
 * @param action {@code <resource>.<verb>}, e.g. {@code approval.approve}
 * @param outcome one of {@link AuditOutcome}
 * @param details free JSON without secrets and without payloads
 * @param origin where the request came from; null for what a service did by itself
 * @param policies ids of the policies that had a say; null from producers that do not know of any
 * @param approvals ids of the approvals the action rests on; null from producers that do not know of any
 */
public record AuditRecorded(
        String auditId,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        String outcome,
        JsonNode details,
        Instant occurredAt,
        @Nullable AuditOrigin origin,
        @Nullable List<String> policies,
        @Nullable List<String> approvals) {

    /** Of something that came from nowhere in particular and needed nobody's leave. */
    public AuditRecorded(
            String auditId,
            String actor,
            String action,
            String resourceType,
            String resourceId,
            String outcome,
            JsonNode details,
            Instant occurredAt) {
        this(auditId, actor, action, resourceType, resourceId, outcome, details, occurredAt, null, null, null);
    }
}
