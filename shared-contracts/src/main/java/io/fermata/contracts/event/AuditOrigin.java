package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a request came from.
 *
 * @param address the caller's address as the edge saw it
 * @param userAgent what the caller's program calls itself, cut to a sensible length
 * @param requestId the {@code X-Request-Id} under which logs of all services know the request
 */
public record AuditOrigin(
        @Nullable String address,
        @Nullable String userAgent,
        @Nullable String requestId) {}
