package io.fermata.identity.tenant;

import java.time.Instant;
import java.util.List;

/** @param adminKey shown here and never again */
record CreatedTenantView(
        String id,
        String name,
        String status,
        boolean sensitivePayloads,
        List<String> streamRedaction,
        boolean preventSelfApproval,
        Instant createdAt,
        String adminKey) {
    static CreatedTenantView of(CreateTenant.Created created) {
        TenantView view = TenantView.of(created.tenant());
        return new CreatedTenantView(
                view.id(),
                view.name(),
                view.status(),
                view.sensitivePayloads(),
                view.streamRedaction(),
                view.preventSelfApproval(),
                view.createdAt(),
                created.adminKey());
    }

    @Override
    public String toString() {
        return "CreatedTenantView[" + id + "]";
    }
}
