package io.fermata.policies.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A link as one flat object, for the database and for callers' files. */
record ChainRow(
        long sequence,
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
        Instant occurredAt,
        Instant recordedAt,
        String previousHash,
        String hash) {

    static ChainRow of(ChainLink link) {
        AuditEvent event = link.event();
        return new ChainRow(
                link.sequence(),
                event.id(),
                event.actor(),
                event.action(),
                event.resourceType(),
                event.resourceId(),
                event.outcome(),
                event.address(),
                event.userAgent(),
                event.requestId(),
                event.policies(),
                event.approvals(),
                event.details(),
                event.source(),
                event.occurredAt(),
                link.recordedAt(),
                link.previousHash(),
                link.hash());
    }
}
