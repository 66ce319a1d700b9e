package io.fermata.contracts.event;

/** The newest state of a tenant: {@code status} is active, suspended, deleting (until its grace is over) or deleted. */
public record TenantChanged(String tenantId, String name, String status) {}
