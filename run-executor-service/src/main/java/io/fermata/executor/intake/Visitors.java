package io.fermata.executor.intake;

import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a tenant has an instance to itself; told by the two tenants that came last. */
final class Visitors {

    /** Who starts a run a second counts as being here all the time. */
    private static final long LATELY = Duration.ofSeconds(2).toNanos();

    private @Nullable Visit last;
    private @Nullable Visit lastOther;

    private record Visit(TenantId tenant, long at) {}

    void came(TenantId tenant, long now) {
        if (last != null && !last.tenant().equals(tenant)) {
            lastOther = last;
        }
        last = new Visit(tenant, now);
    }

    boolean othersThan(TenantId tenant, long now) {
        Visit other = last != null && last.tenant().equals(tenant) ? lastOther : last;
        return other != null && now - other.at() < LATELY;
    }
}
