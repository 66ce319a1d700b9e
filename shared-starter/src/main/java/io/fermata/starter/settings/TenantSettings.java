package io.fermata.starter.settings;

/**
 * A tenant's choices.
 *
 * @param sensitivePayloads whether payload columns are sealed
 */
public record TenantSettings(boolean sensitivePayloads) {
    /** Of a tenant that has chosen nothing. */
    public static final TenantSettings NONE = new TenantSettings(false);
}
