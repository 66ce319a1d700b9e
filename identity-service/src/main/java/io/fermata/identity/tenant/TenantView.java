package io.fermata.identity.tenant;

import java.time.Instant;

record TenantView(String id, String name, String status, Instant createdAt) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(), tenant.name(), tenant.status().value(), tenant.createdAt());
    }
}
