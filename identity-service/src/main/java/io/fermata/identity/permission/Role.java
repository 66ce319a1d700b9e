package io.fermata.identity.permission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A named bundle of permissions: one of those everybody has, or one that a tenant made. Whoever has a role follows the
 * bundle when it changes.
 */
public record Role(String slug, Set<String> permissions) {
    public static final Role ADMIN = new Role("admin", Permissions.OF_TENANTS);

    public static final Role OPERATOR = new Role(
            "operator",
            Set.of(
                    "agents:read",
                    "runs:create",
                    "runs:read",
                    "runs:cancel",
                    "approvals:read",
                    "approvals:decide",
                    "tools:read",
                    "tools:invoke",
                    "knowledge:read",
                    "policies:read",
                    "billing:read"));

    public static final Role VIEWER = new Role(
            "viewer",
            Permissions.OF_TENANTS.stream()
                    .filter(permission -> permission.endsWith(":read"))
                    .collect(Collectors.toUnmodifiableSet()));

    public static final Role AGENT_SERVICE =
            new Role("agent-service", Set.of("runs:create", "runs:read", "tools:invoke", "agents:read"));

    private static final List<Role> PRESETS = List.of(ADMIN, OPERATOR, VIEWER, AGENT_SERVICE);

    public Role {
        permissions = Set.copyOf(permissions);
    }

    /** The roles every tenant has. */
    public static List<Role> presets() {
        return PRESETS;
    }

    public static Optional<Role> preset(String slug) {
        return PRESETS.stream().filter(role -> role.slug().equals(slug)).findFirst();
    }

    /** Everything that somebody with these roles may do. */
    public static Set<String> permissions(List<Role> roles) {
        return roles.stream().flatMap(role -> role.permissions().stream()).collect(Collectors.toUnmodifiableSet());
    }
}
