package io.fermata.identity.user;

import io.fermata.identity.permission.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A person of a tenant. A disabled user stays known, so that what they did can still be read. */
public record User(
        String id, String email, String name, List<Role> roles, boolean disabled, Instant createdAt, long version) {

    static Set<String> permissions(List<Role> roles) {
        return roles.stream().flatMap(role -> role.permissions().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
