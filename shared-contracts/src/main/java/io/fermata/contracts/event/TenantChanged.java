package io.fermata.contracts.event;

/** The newest state of a tenant: {@code status} is active or suspended. */
public record TenantChanged(String tenantId, String name, String status) {}
