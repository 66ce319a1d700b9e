package io.fermata.identity.federation;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.permission.Role;
import io.fermata.identity.role.Roles;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The outside issuers of the current tenant. Whoever names one can come in as anybody, so only administrators do. */
@Component
class Providers {
    private final ProviderTable table;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    Providers(ProviderTable table, Audit audit, Ids ids, Clock clock) {
        this.table = table;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    record Command(String name, String issuer, String clientId, String clientSecret, List<Role> newRoles) {
        @Override
        public String toString() {
            return "Command[" + issuer + "]";
        }
    }

    @Transactional(readOnly = true)
    List<IdentityProvider> before(@Nullable String id, int atMost) {
        return table.before(id, atMost);
    }

    @Transactional(readOnly = true)
    IdentityProvider require(String id) {
        return table.find(id).orElseThrow(() -> ProblemException.notFound("identity provider"));
    }

    @Transactional
    IdentityProvider add(Command command) {
        Roles.requireMayGive(List.of(Role.ADMIN));
        Roles.requireMayGive(command.newRoles());
        IdentityProvider provider = new IdentityProvider(
                ids.next("idp"),
                command.name(),
                command.issuer(),
                command.clientId(),
                command.newRoles().stream().map(Role::slug).toList(),
                clock.instant());
        table.insert(provider, command.clientSecret());
        audit.record("identity_provider.create", provider.id(), Map.of("issuer", provider.issuer()));
        return provider;
    }

    @Transactional
    void remove(String id) {
        require(id);
        Roles.requireMayGive(List.of(Role.ADMIN));
        table.delete(id);
        audit.record("identity_provider.delete", id, Map.of());
    }
}
