package io.fermata.identity.permission;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A bundle of permissions. Keys and users of a role follow the bundle when a release changes it. */
public enum Role {
    ADMIN("admin", Permissions.OF_TENANTS),
    OPERATOR(
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
                    "billing:read")),
    VIEWER(
            "viewer",
            Permissions.OF_TENANTS.stream()
                    .filter(permission -> permission.endsWith(":read"))
                    .collect(Collectors.toUnmodifiableSet())),
    AGENT_SERVICE("agent-service", Set.of("runs:create", "runs:read", "tools:invoke", "agents:read"));

    private final String slug;

    @SuppressWarnings("ImmutableEnumChecker") // each of these sets is unmodifiable
    private final Set<String> permissions;

    Role(String slug, Set<String> permissions) {
        this.slug = slug;
        this.permissions = permissions;
    }

    public static Optional<Role> find(String slug) {
        return Arrays.stream(values()).filter(role -> role.slug.equals(slug)).findFirst();
    }

    /** The role that was stored under this name. */
    public static Role require(String slug) {
        return find(slug).orElseThrow(() -> new IllegalArgumentException("no role is called " + slug));
    }

    public String slug() {
        return slug;
    }

    public Set<String> permissions() {
        return permissions;
    }
}
