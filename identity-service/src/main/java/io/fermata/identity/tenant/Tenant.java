package io.fermata.identity.tenant;

import io.fermata.starter.tenancy.TenantId;
import java.time.Instant;

/** One tenant of the platform. */
public record Tenant(TenantId id, String name, TenantStatus status, Instant createdAt, long version) {
    public boolean active() {
        return status == TenantStatus.ACTIVE;
    }
}
