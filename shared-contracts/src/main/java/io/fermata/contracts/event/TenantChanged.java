package io.fermata.contracts.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The newest state of a tenant: {@code status} is active, suspended, deleting (until its grace is over) or deleted.
 *
 * @param sensitivePayloads whether services seal the payloads they store for it; null from producers that know no such mark
 * @param streamRedaction names of detectors whose finds are not shown live; null from producers that know none
 * @param preventSelfApproval whether nobody may approve what a run of his own asks for; null from producers that know no such
 *     rule
 */
public record TenantChanged(
        String tenantId,
        String name,
        String status,
        @Nullable Boolean sensitivePayloads,
        @Nullable List<String> streamRedaction,
        @Nullable Boolean preventSelfApproval) {}
