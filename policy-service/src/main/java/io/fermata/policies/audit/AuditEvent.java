package io.fermata.policies.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did, or was refused, something.
 *
 * @param outcome succeeded, denied or failed
 * @param address where the request came from; null, like the next two, for what a service did by itself
 * @param details canonical JSON
 * @param source the service that told of it
 */
public record AuditEvent(
        String id,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        String outcome,
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId,
        List<String> policies,
        List<String> approvals,
        String details,
        String source,
        Instant occurredAt) {
    public AuditEvent {
        policies = List.copyOf(policies);
        approvals = List.copyOf(approvals);
    }
}
