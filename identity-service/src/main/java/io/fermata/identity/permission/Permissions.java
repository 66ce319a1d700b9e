package io.fermata.identity.permission;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Everything that can be allowed. Other services name these in {@code x-required-permission}. */
public final class Permissions {
    /** Creates tenants, suspends them and rotates the platform's signing keys. Held only in the tenant {@code platform}. */
    public static final String PLATFORM_ADMIN = "platform:admin";

    static final Set<String> OF_TENANTS = Set.of(
            "agents:read",
            "agents:write",
            "runs:create",
            "runs:read",
            "runs:cancel",
            "approvals:read",
            "approvals:decide",
            "tools:read",
            "tools:write",
            "tools:invoke",
            "knowledge:read",
            "knowledge:write",
            "policies:read",
            "policies:write",
            "billing:read",
            "keys:read",
            "keys:write",
            "users:read",
            "users:write",
            "audit:read");

    private Permissions() {}

    public static boolean exists(String permission) {
        return OF_TENANTS.contains(permission) || permission.equals(PLATFORM_ADMIN);
    }

    /** Whether a role of a tenant may hold it: the platform's own permission is in no role. */
    public static boolean existsInTenants(String permission) {
        return OF_TENANTS.contains(permission);
    }

    /** All a tenant's people can be allowed, in alphabetical order. */
    public static List<String> ofTenants() {
        return OF_TENANTS.stream().sorted().toList();
    }

    /** What the first key of the platform may do: everything. */
    public static Set<String> ofPlatformAdmin() {
        Set<String> all = new TreeSet<>(OF_TENANTS);
        all.add(PLATFORM_ADMIN);
        return all;
    }
}
