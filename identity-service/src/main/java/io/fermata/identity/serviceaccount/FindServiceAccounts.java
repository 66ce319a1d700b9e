package io.fermata.identity.serviceaccount;

import io.fermata.identity.permission.Role;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What the machines of the current tenant may do. */
@Component
public class FindServiceAccounts {
    private final ServiceAccountTable table;

    FindServiceAccounts(ServiceAccountTable table) {
        this.table = table;
    }

    /** Empty when there is no such account, and when it is disabled. */
    @Transactional(readOnly = true)
    public Optional<Set<String>> findPermissions(String id) {
        return table.find(id).filter(account -> !account.disabled()).map(account -> Role.permissions(account.roles()));
    }
}
