package io.fermata.identity.signin;

import io.fermata.identity.platform.IdentityProperties;
import io.fermata.identity.platform.OneTimeSecrets;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Which browser belongs to whom. In the database, so that every replica knows it and it can be taken back at once. */
@Component
class BrowserSessions {
    private static final String PURPOSE = "browser-session";

    private final JdbcClient database;
    private final OneTimeSecrets secrets;
    private final FindTenants tenants;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Duration lifetime;

    BrowserSessions(
            JdbcClient database,
            OneTimeSecrets secrets,
            FindTenants tenants,
            TransactionTemplate transactions,
            Clock clock,
            IdentityProperties properties) {
        this.database = database;
        this.secrets = secrets;
        this.tenants = tenants;
        this.transactions = transactions;
        this.clock = clock;
        this.lifetime = properties.sessionLifetime();
    }

    Duration lifetime() {
        return lifetime;
    }

    /** The secret for the browser's cookie. Every sign-in makes a new one, so none can be planted before it. */
    String begin(TenantId tenant, String userId) {
        String secret = secrets.next("");
        Instant now = clock.instant();
        Tenants.run(
                tenant,
                () -> transactions.executeWithoutResult(_ -> database.sql("""
                                INSERT INTO browser_sessions (token_hash, tenant_id, user_id, signed_in_at, expires_at)
                                VALUES (:hash, app_tenant(), :user, :now, :expires)
                                """)
                        .param("hash", secrets.hash(PURPOSE, secret))
                        .param("user", userId)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("expires", now.plus(lifetime).atOffset(ZoneOffset.UTC))
                        .update()));
        return secret;
    }

    /** Who it belongs to, while they may come in. */
    Optional<SignedIn> find(String secret) {
        byte[] hash = secrets.hash(PURPOSE, secret);
        return tenantOf(hash)
                .filter(tenant -> tenants.find(tenant).filter(Tenant::active).isPresent())
                .flatMap(tenant -> Tenants.call(tenant, () -> find(tenant, hash)));
    }

    void end(String secret) {
        byte[] hash = secrets.hash(PURPOSE, secret);
        tenantOf(hash)
                .ifPresent(tenant -> Tenants.run(
                        tenant,
                        () -> transactions.executeWithoutResult(
                                _ -> database.sql("DELETE FROM browser_sessions WHERE token_hash = :hash")
                                        .param("hash", hash)
                                        .update())));
    }

    private Optional<SignedIn> find(TenantId tenant, byte[] hash) {
        return transactions.execute(_ -> database.sql("""
                        SELECT s.user_id, s.signed_in_at FROM browser_sessions s JOIN users u ON u.id = s.user_id
                        WHERE s.token_hash = :hash AND s.expires_at > :now AND NOT u.disabled
                        """)
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new SignedIn(
                        tenant,
                        row.getString(1),
                        row.getObject(2, OffsetDateTime.class).toInstant()))
                .optional());
    }

    private Optional<TenantId> tenantOf(byte[] hash) {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id FROM find_browser_session(:hash)")
                        .param("hash", hash)
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .optional()));
    }
}
