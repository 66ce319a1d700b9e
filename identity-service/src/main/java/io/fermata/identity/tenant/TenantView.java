package io.fermata.identity.tenant;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** @param purgeAfter when its data goes, while it is being deleted */
record TenantView(
        String id,
        String name,
        String status,
        Instant createdAt,
        @Nullable Instant purgeAfter) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(), tenant.name(), tenant.status().value(), tenant.createdAt(), tenant.purgeAfter());
    }
}
