package io.fermata.identity.user;

import io.fermata.identity.permission.Role;
import java.time.Instant;
import java.util.List;

/** A person of a tenant. A disabled user stays known, so that what they did can still be read. */
public record User(
        String id, String email, String name, List<Role> roles, boolean disabled, Instant createdAt, long version) {

    /** What tokens call this person. */
    public String subject() {
        return "user:" + id;
    }
}
