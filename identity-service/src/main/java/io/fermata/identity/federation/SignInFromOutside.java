package io.fermata.identity.federation;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.role.Roles;
import io.fermata.identity.user.User;
import io.fermata.identity.user.Users;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the person an outside issuer vouches for. Known ones by its own name for them; others by their address, when the
 * issuer has made sure of it; new ones only where the tenant has said what they shall be.
 */
@Component
class SignInFromOutside {
    private final ProviderTable table;
    private final Users users;
    private final Roles roles;
    private final Audit audit;
    private final Clock clock;

    SignInFromOutside(ProviderTable table, Users users, Roles roles, Audit audit, Clock clock) {
        this.table = table;
        this.users = users;
        this.roles = roles;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Optional<User> handle(IdentityProvider provider, OutsideIssuer.Vouched vouched) {
        Optional<User> user = table.linkedUser(provider.id(), vouched.subject())
                .flatMap(users::find)
                .or(() -> firstTime(provider, vouched))
                .filter(person -> !person.disabled());
        user.ifPresent(
                person -> audit.recordOf(person.subject(), "user.sign_in", person.id(), Map.of("by", provider.id())));
        return user;
    }

    private Optional<User> firstTime(IdentityProvider provider, OutsideIssuer.Vouched vouched) {
        if (!vouched.verified() || vouched.email().isEmpty()) {
            return Optional.empty();
        }
        Optional<User> user = users.findByEmail(vouched.email()).or(() -> newcomer(provider, vouched));
        user.ifPresent(person -> {
            table.link(
                    provider.id(),
                    vouched.subject(),
                    person.id(),
                    clock.instant().atOffset(ZoneOffset.UTC));
            audit.recordOf(person.subject(), "user.link_identity", person.id(), Map.of("provider", provider.id()));
        });
        return user;
    }

    private Optional<User> newcomer(IdentityProvider provider, OutsideIssuer.Vouched vouched) {
        String name = vouched.name().isEmpty() ? vouched.email() : vouched.name();
        return provider.newRoles().isEmpty()
                ? Optional.empty()
                : Optional.of(users.enter(vouched.email(), name, roles.named(provider.newRoles())));
    }
}
