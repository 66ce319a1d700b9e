package io.fermata.policies.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which events are shown; null leaves a criterion out.
 *
 * @param from occurred then or later
 * @param to occurred before
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String outcome,
        @Nullable Instant from,
        @Nullable Instant to) {}
