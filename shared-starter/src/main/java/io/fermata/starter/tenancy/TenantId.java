package io.fermata.starter.tenancy;

import java.util.regex.Pattern;

/** A tenant's name: valid or not at all. */
public record TenantId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9-]{3,40}");

    /** The tenant the platform's own administrators belong to. */
    public static final TenantId PLATFORM = new TenantId("platform");

    public TenantId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("a tenant id must match [a-z0-9-]{3,40}");
        }
    }

    /** Whether {@code value} could name a tenant; says nothing about whether there is one. */
    public static boolean isValid(String value) {
        return SHAPE.matcher(value).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
