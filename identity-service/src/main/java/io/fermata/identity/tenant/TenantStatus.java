package io.fermata.identity.tenant;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A suspended tenant keeps its data, and none of its credentials work. */
public enum TenantStatus {
    ACTIVE,
    SUSPENDED;

    public static Optional<TenantStatus> find(String name) {
        return Arrays.stream(values())
                .filter(status -> status.value().equals(name))
                .findFirst();
    }

    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
