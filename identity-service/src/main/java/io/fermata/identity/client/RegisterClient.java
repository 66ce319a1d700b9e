package io.fermata.identity.client;

import io.fermata.contracts.Problems;
import io.fermata.identity.audit.Audit;
import io.fermata.identity.revocation.Revocations;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applications of the current tenant. */
@Component
class RegisterClient {
    private final ClientTable table;
    private final ClientSecrets secrets;
    private final Revocations revocations;
    private final Audit audit;
    private final Ids ids;
    private final Clock clock;

    RegisterClient(
            ClientTable table, ClientSecrets secrets, Revocations revocations, Audit audit, Ids ids, Clock clock) {
        this.table = table;
        this.secrets = secrets;
        this.revocations = revocations;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    record Command(
            String name,
            boolean keepsSecret,
            List<String> redirectUris,
            List<String> postLogoutRedirectUris,
            Set<String> scopes) {}

    /** @param secret shown here and never again; null for one that cannot keep it */
    record Registered(Application application, @Nullable String secret) {
        @Override
        public String toString() {
            return "Registered[" + application.id() + "]";
        }
    }

    @Transactional(readOnly = true)
    List<Application> before(@Nullable String id, int atMost) {
        return table.before(id, atMost);
    }

    @Transactional(readOnly = true)
    Application require(String id) {
        return table.find(id).orElseThrow(() -> ProblemException.notFound("OAuth client"));
    }

    @Transactional
    Registered handle(Command command) {
        requireWithin(command.scopes());
        String secret = command.keepsSecret() ? secrets.next() : null;
        Application application = new Application(
                ids.next("cli"),
                Tenants.current(),
                command.name(),
                secret == null ? null : secrets.encode(secret),
                command.redirectUris(),
                command.postLogoutRedirectUris(),
                command.scopes(),
                true,
                false,
                clock.instant());
        table.insert(application);
        audit.record("oauth_client.create", application.id(), Map.of("name", command.name()));
        return new Registered(application, secret);
    }

    /** Everybody who had signed in with it is signed out of it. */
    @Transactional
    void remove(String id) {
        requireWithin(require(id).scopes());
        table.families(id).forEach(revocations::endFamily);
        table.delete(id);
        audit.record("oauth_client.delete", id, Map.of());
    }

    private static void requireWithin(Set<String> scopes) {
        if (!Caller.current().permissions().containsAll(Scopes.reach(scopes))) {
            throw ProblemException.of(
                    Problems.FORBIDDEN, "An application must not reach further than who enters or removes it.");
        }
    }
}
