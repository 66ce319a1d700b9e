package io.fermata.policies.audit;

import io.fermata.starter.json.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An audit event as callers see it. */
record AuditEventView(
        String id,
        long sequence,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        String outcome,
        Origin origin,
        List<String> policies,
        List<String> approvals,
        JsonNode details,
        String source,
        Instant occurredAt,
        Instant recordedAt,
        String previousHash,
        String hash) {

    /** Where it came from; all null for what a service did by itself. */
    record Origin(
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String requestId) {}

    static AuditEventView of(ChainLink link, Json json) {
        AuditEvent event = link.event();
        return new AuditEventView(
                event.id(),
                link.sequence(),
                event.actor(),
                event.action(),
                event.resourceType(),
                event.resourceId(),
                event.outcome(),
                new Origin(event.address(), event.userAgent(), event.requestId()),
                event.policies(),
                event.approvals(),
                json.read(event.details()),
                event.source(),
                event.occurredAt(),
                link.recordedAt(),
                link.previousHash(),
                link.hash());
    }
}
