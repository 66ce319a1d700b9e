package io.fermata.contracts.event;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * Somebody did, or was refused, something worth remembering.
 *
 * @param action {@code <resource>.<verb>}, e.g. {@code approval.approve}
 * @param outcome success, denied or failed
 * @param details free JSON without secrets and without payloads
 */
public record AuditRecorded(
        String auditId,
        String actor,
        String action,
        String resourceType,
        String resourceId,
        String outcome,
        JsonNode details,
        Instant occurredAt) {}
