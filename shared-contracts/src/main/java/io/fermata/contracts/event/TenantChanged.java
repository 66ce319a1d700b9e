package io.fermata.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * The newest state of a tenant: {@code status} is active, suspended, deleting (until its grace is over) or deleted.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it; null from producers that know no such mark
 */
public record TenantChanged(
        String tenantId,
        String name,
        String status,
        @Nullable Boolean sensitivePayloads) {}
