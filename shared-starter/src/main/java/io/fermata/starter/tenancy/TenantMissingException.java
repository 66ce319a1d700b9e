package io.fermata.starter.tenancy;

/** Work that belongs to a tenant was started without one: a defect of the caller, never of the request. */
public final class TenantMissingException extends RuntimeException {
    public TenantMissingException(String message) {
        super(message);
    }
}
