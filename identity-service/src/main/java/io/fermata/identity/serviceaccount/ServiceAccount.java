package io.fermata.identity.serviceaccount;

import io.fermata.identity.permission.Role;
import java.time.Instant;
import java.util.List;

/** A machine of a tenant. What its keys allow ends where its roles do, and with it. */
record ServiceAccount(
        String id,
        String name,
        String description,
        List<Role> roles,
        boolean disabled,
        Instant createdAt,
        long version) {}
