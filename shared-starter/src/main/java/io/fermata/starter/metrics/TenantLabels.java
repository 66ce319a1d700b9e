package io.fermata.starter.metrics;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.micrometer.core.instrument.Tag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The tenant as a label of metrics. A label's values must have a bound and tenants have none: an instance names the first
 * ones it meets, and all further ones share {@value #OTHERS}, which is no tenant's name.
 */
public final class TenantLabels {
    static final String OTHERS = "_others";

    private static final String NAME = "tenant";

    private final int most;
    private final Map<TenantId, Tag> named = new ConcurrentHashMap<>();

    public TenantLabels(int most) {
        this.most = most;
    }

    /** Of the tenant whose work is being done. */
    public Tag current() {
        TenantId tenant = Tenants.current();
        Tag known = named.get(tenant);
        if (known != null) {
            return known;
        }
        return named.size() < most
                ? named.computeIfAbsent(tenant, it -> Tag.of(NAME, it.value()))
                : Tag.of(NAME, OTHERS);
    }
}
