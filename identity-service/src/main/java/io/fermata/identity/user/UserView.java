package io.fermata.identity.user;

import io.fermata.identity.permission.Role;
import java.time.Instant;
import java.util.List;

record UserView(String id, String email, String name, List<String> roles, String status, Instant createdAt) {
    static UserView of(User user) {
        return new UserView(
                user.id(),
                user.email(),
                user.name(),
                user.roles().stream().map(Role::slug).toList(),
                user.disabled() ? "disabled" : "active",
                user.createdAt());
    }
}
