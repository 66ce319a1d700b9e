package io.fermata.identity.tenant;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One tenant of the platform.
 *
 * @param purgeAfter when it is erased, while it is being deleted
 */
public record Tenant(
        TenantId id,
        String name,
        TenantStatus status,
        TenantChoices choices,
        Instant createdAt,
        @Nullable Instant purgeAfter,
        long version) {
    public boolean active() {
        return status == TenantStatus.ACTIVE;
    }
}
