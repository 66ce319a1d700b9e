package io.fermata.identity.serviceaccount;

import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the machines of the current tenant may do. */
@Component
public class FindServiceAccounts {
    private final ServiceAccountTable table;
    private final Roles roles;

    FindServiceAccounts(ServiceAccountTable table, Roles roles) {
        this.table = table;
        this.roles = roles;
    }

    /** Empty when there is no such account, and when it is disabled. */
    @Transactional(readOnly = true)
    public Optional<Set<String>> findPermissions(String id) {
        return table.find(id).filter(account -> !account.disabled()).map(account -> Role.permissions(account.roles()));
    }

    /** Like {@link #findPermissions}; none of it changes before the open transaction ends. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Set<String>> holdPermissions(String id) {
        return table.holdRoles(id).map(roles::hold).map(Role::permissions);
    }
}
