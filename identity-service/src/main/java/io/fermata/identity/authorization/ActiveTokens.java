package io.fermata.identity.authorization;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells whether a token of a sign-in counts, and whose it is. */
@Component
class ActiveTokens {
    private final JdbcClient database;
    private final AuthorizationTable table;
    private final TokenHashes hashes;
    private final TransactionTemplate transactions;
    private final Clock clock;

    ActiveTokens(
            JdbcClient database,
            AuthorizationTable table,
            TokenHashes hashes,
            TransactionTemplate transactions,
            Clock clock) {
        this.database = database;
        this.table = table;
        this.hashes = hashes;
        this.transactions = transactions;
        this.clock = clock;
    }

    record Active(TokenKind kind, String clientId, @Nullable String userId, Instant expiresAt) {}

    /** Only of this tenant: about all other tokens nothing is said. */
    Optional<Active> find(TenantId tenant, String token) {
        byte[] hash = hashes.ofPresented(token);
        return table.tenantOf(hash)
                .filter(tenant::equals)
                .flatMap(home -> Tenants.call(home, () -> transactions.execute(_ -> find(hash))));
    }

    private Optional<Active> find(byte[] hash) {
        return database.sql("""
                        SELECT t.kind, a.client_id, a.user_id, t.expires_at
                        FROM authorization_tokens t JOIN authorizations a ON a.id = t.authorization_id
                        WHERE t.token_hash = :hash AND t.kind IN ('access_token', 'refresh_token')
                          AND t.expires_at > :now AND t.spent_at IS NULL AND a.revoked_at IS NULL
                          AND NOT EXISTS (SELECT 1 FROM revocations r WHERE r.fingerprint = ANY (ARRAY[
                              encode(sha256(convert_to('token:' || t.token_id, 'UTF8')), 'hex'),
                              encode(sha256(convert_to('subject:user:' || a.user_id, 'UTF8')), 'hex'),
                              encode(sha256(convert_to('tenant:' || a.tenant_id, 'UTF8')), 'hex')]))
                        """)
                .param("hash", hash)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Active(
                        TokenKind.of(row.getString(1)),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant()))
                .optional();
    }
}
