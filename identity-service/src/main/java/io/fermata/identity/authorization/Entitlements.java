package io.fermata.identity.authorization;

import io.fermata.identity.permission.Permissions;
import io.fermata.identity.permission.Role;
import io.fermata.identity.signin.SignedIn;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.identity.user.User;
import io.fermata.identity.user.Users;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a person may do at this moment. Asked with every token, so that a refresh says what is so now. */
@Component
class Entitlements {
    private final Users users;
    private final FindTenants tenants;

    Entitlements(Users users, FindTenants tenants) {
        this.users = users;
        this.tenants = tenants;
    }

    /** Empty when the person is gone or disabled, or when their tenant is suspended. */
    Optional<User> find(SignedIn person) {
        return tenants.find(person.tenant())
                .filter(Tenant::active)
                .flatMap(tenant -> Tenants.call(tenant.id(), () -> users.find(person.userId())))
                .filter(user -> !user.disabled());
    }

    /** What the person may do until the open transaction, which is in their tenant, ends: whoever changes it waits. */
    Set<String> hold(SignedIn person) {
        return users.hold(person.userId())
                .map(user -> permissions(person.tenant(), user))
                .orElse(Set.of());
    }

    /** The platform's own permission is nobody's outside of the platform's tenant, whatever a table says. */
    static Set<String> permissions(TenantId tenant, User user) {
        return Role.permissions(user.roles()).stream()
                .filter(permission ->
                        tenant.equals(TenantId.PLATFORM) || !permission.equals(Permissions.PLATFORM_ADMIN))
                .collect(Collectors.toUnmodifiableSet());
    }
}
