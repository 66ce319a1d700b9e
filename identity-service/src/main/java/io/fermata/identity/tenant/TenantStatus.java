package io.fermata.identity.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A suspended tenant keeps its data, and none of its credentials work. The same holds for one that is being deleted, which
 * can be had back until its grace is over. Of a deleted one only the id is left, so that nobody else gets it.
 */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED,
    DELETING,
    DELETED;

    public static Optional<TenantStatus> find(String name) {
        return Arrays.stream(values())
                .filter(status -> status.value().equals(name))
                .findFirst();
    }

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
