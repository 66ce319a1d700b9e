package io.fermata.identity.role;

import io.fermata.identity.permission.Role;
import java.time.Instant;
import java.util.Set;

/** A role of one tenant. */
record CustomRole(String name, String description, Set<String> permissions, Instant createdAt, long version) {
    Role role() {
        return new Role(name, permissions);
    }
}
