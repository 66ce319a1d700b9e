package io.fermata.identity.authorization;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.client.Application;
import io.fermata.identity.client.Applications;
import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What people have agreed to. Asked and written while they are at the browser, so their tenant is known. Every yes is told
 * to the audit trail; one that has to be said anew each time is not kept.
 */
@Component
class JdbcConsents implements OAuth2AuthorizationConsentService {
    private final Applications applications;
    private final JdbcClient database;
    private final Audit audit;
    private final TransactionTemplate transactions;

    JdbcConsents(Applications applications, JdbcClient database, Audit audit, TransactionTemplate transactions) {
        this.applications = applications;
        this.database = database;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void save(OAuth2AuthorizationConsent consent) {
        String user = consent.getPrincipalName();
        String client = consent.getRegisteredClientId();
        boolean kept = isKept(client);
        within(() -> {
            if (kept) {
                keep(client, user, consent.getScopes());
            }
            audit.recordOf("user:" + user, "consent.give", client, Map.of("scopes", consent.getScopes()));
        });
    }

    private void keep(String client, String user, Set<String> scopes) {
        database.sql("""
                            INSERT INTO consents (tenant_id, user_id, client_id, scopes)
                            VALUES (app_tenant(), :user, :client, :scopes)
                            ON CONFLICT (tenant_id, user_id, client_id) DO UPDATE SET scopes = excluded.scopes
                            """)
                .param("user", user)
                .param("client", client)
                .param("scopes", scopes.toArray(String[]::new))
                .update();
    }

    private boolean isKept(String client) {
        return applications.find(client).filter(Application::remembersConsent).isPresent();
    }

    @Override
    public void remove(OAuth2AuthorizationConsent consent) {
        within(() -> {
            database.sql("DELETE FROM consents WHERE user_id = :user AND client_id = :client")
                    .param("user", consent.getPrincipalName())
                    .param("client", consent.getRegisteredClientId())
                    .update();
            String actor = "user:" + consent.getPrincipalName();
            audit.recordOf(actor, "consent.withdraw", consent.getRegisteredClientId(), Map.of());
        });
    }

    @Override
    public @Nullable OAuth2AuthorizationConsent findById(String registeredClientId, String principalName) {
        return tenant().filter(_ -> isKept(registeredClientId))
                .flatMap(tenant ->
                        Tenants.call(tenant, () -> transactions.execute(_ -> find(registeredClientId, principalName))))
                .orElse(null);
    }

    private Optional<OAuth2AuthorizationConsent> find(String client, String user) {
        return database.sql("SELECT scopes FROM consents WHERE user_id = :user AND client_id = :client")
                .param("user", user)
                .param("client", client)
                .query((row, _) -> Set.of((String[]) row.getArray(1).getArray()))
                .optional()
                .filter(scopes -> !scopes.isEmpty())
                .map(scopes -> {
                    OAuth2AuthorizationConsent.Builder consent = OAuth2AuthorizationConsent.withId(client, user);
                    scopes.forEach(consent::scope);
                    return consent.build();
                });
    }

    private void within(Runnable work) {
        TenantId tenant = tenant().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
        Tenants.run(tenant, () -> transactions.executeWithoutResult(_ -> work.run()));
    }

    private static Optional<TenantId> tenant() {
        Authentication somebody = SecurityContextHolder.getContext().getAuthentication();
        return somebody != null && somebody.getPrincipal() instanceof SignedIn person
                ? Optional.of(person.tenant())
                : Optional.empty();
    }
}
