package io.fermata.identity.tenant;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as the API shows it.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it from now on
 * @param streamRedaction names of detectors whose finds are not shown live
 * @param preventSelfApproval whether nobody may approve what a run of his own asks for
 * @param purgeAfter when it is erased, while it is being deleted
 */
record TenantView(
        String id,
        String name,
        String status,
        boolean sensitivePayloads,
        List<String> streamRedaction,
        boolean preventSelfApproval,
        Instant createdAt,
        @Nullable Instant purgeAfter) {
    static TenantView of(Tenant tenant) {
        return new TenantView(
                tenant.id().value(),
                tenant.name(),
                tenant.status().value(),
                tenant.choices().sensitivePayloads(),
                tenant.choices().streamRedaction(),
                tenant.choices().preventSelfApproval(),
                tenant.createdAt(),
                tenant.purgeAfter());
    }
}
