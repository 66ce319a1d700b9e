package io.fermata.identity.tenant;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of the platform.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it
 * @param purgeAfter when its data goes, while it is being deleted
 */
public record Tenant(
        TenantId id,
        String name,
        TenantStatus status,
        boolean sensitivePayloads,
        Instant createdAt,
        @Nullable Instant purgeAfter,
        long version) {
    public boolean active() {
        return status == TenantStatus.ACTIVE;
    }
}
