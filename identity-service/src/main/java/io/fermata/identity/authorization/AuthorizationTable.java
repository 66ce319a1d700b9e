package io.fermata.identity.authorization;

import io.fermata.starter.json.Json;
import io.fermata.starter.sealing.Place;
import io.fermata.starter.sealing.Sealer;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Tables {@code authorizations} and {@code authorization_tokens}. Everything but the first look-up is inside a tenant. */
@Component
class AuthorizationTable {
    private static final String DOCUMENT = "authorizations.document";

    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Sealer sealer;
    private final Json json;
    private final Clock clock;

    AuthorizationTable(JdbcClient database, TransactionTemplate transactions, Sealer sealer, Json json, Clock clock) {
        this.database = database;
        this.transactions = transactions;
        this.sealer = sealer;
        this.json = json;
        this.clock = clock;
    }

    record Head(String id, String clientId, @Nullable String userId, Instant expiresAt) {}

    record Row(String clientId, JsonNode document, long version, boolean revoked) {}

    /** @param tokenId the jti of an access token */
    @SuppressWarnings("ArrayRecordComponent") // written, never compared
    record TokenRow(
            byte[] hash,
            String authorizationId,
            TokenKind kind,
            @Nullable String tokenId,
            Instant expiresAt) {}

    record KnownToken(
            String authorizationId,
            TokenKind kind,
            @Nullable String tokenId,
            boolean spent) {}

    Optional<TenantId> tenantOf(byte[] hash) {
        return Tenants.housekeeping(() ->
                transactions.execute(_ -> database.sql("SELECT tenant_id FROM find_authorization_token(:hash)")
                        .param("hash", hash)
                        .query((row, _) -> new TenantId(row.getString(1)))
                        .optional()));
    }

    Optional<KnownToken> findToken(byte[] hash) {
        return database.sql("""
                        SELECT authorization_id, kind, token_id, spent_at FROM authorization_tokens
                        WHERE token_hash = :hash
                        """)
                .param("hash", hash)
                .query((row, _) -> new KnownToken(
                        row.getString(1), TokenKind.of(row.getString(2)), row.getString(3), row.getObject(4) != null))
                .optional();
    }

    /** Empty also when it cannot be opened any more: whoever it is about signs in again then. */
    Optional<Row> find(String id) {
        return database.sql("SELECT client_id, document, version, revoked_at FROM authorizations WHERE id = :id")
                .param("id", id)
                .query((row, _) -> {
                    String client = row.getString(1);
                    long version = row.getLong(3);
                    boolean revoked = row.getObject(4) != null;
                    return opened(id, row.getString(2)).map(document -> new Row(client, document, version, revoked));
                })
                .optional()
                .flatMap(row -> row);
    }

    void insert(Head head, JsonNode document, long version) {
        database.sql("""
                        INSERT INTO authorizations
                            (id, tenant_id, client_id, user_id, document, created_at, expires_at, version)
                        VALUES (:id, app_tenant(), :client, cast(:user AS text), :document, :now, :expires, :version)
                        """)
                .param("id", head.id())
                .param("client", head.clientId())
                .param("user", head.userId())
                .param("document", sealed(head.id(), document))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("expires", head.expiresAt().atOffset(ZoneOffset.UTC))
                .param("version", version)
                .update();
    }

    /** False when somebody else was faster, or when the sign-in was ended. */
    boolean update(Head head, JsonNode document, long version) {
        return database.sql("""
                        UPDATE authorizations
                        SET user_id = cast(:user AS text), document = :document, expires_at = :expires, version = version + 1
                        WHERE id = :id AND version = :version AND revoked_at IS NULL
                        """)
                        .param("user", head.userId())
                        .param("document", sealed(head.id(), document))
                        .param("expires", head.expiresAt().atOffset(ZoneOffset.UTC))
                        .param("id", head.id())
                        .param("version", version)
                        .update()
                == 1;
    }

    boolean delete(String id, long version) {
        return database.sql("DELETE FROM authorizations WHERE id = :id AND version = :version")
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    void delete(String id) {
        database.sql("DELETE FROM authorizations WHERE id = :id")
                .param("id", id)
                .update();
    }

    /** A token that is there already stays as it is. */
    void insert(TokenRow token) {
        database.sql("""
                        INSERT INTO authorization_tokens
                            (token_hash, tenant_id, authorization_id, kind, token_id, expires_at)
                        VALUES (:hash, app_tenant(), :authorization, :kind, cast(:token_id AS text), :expires)
                        ON CONFLICT (token_hash) DO NOTHING
                        """)
                .param("hash", token.hash())
                .param("authorization", token.authorizationId())
                .param("kind", token.kind().value())
                .param("token_id", token.tokenId())
                .param("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Marks all refresh tokens of the family but this one as used. */
    void spendOthers(String authorizationId, byte[] refreshToken) {
        database.sql("""
                        UPDATE authorization_tokens SET spent_at = :now
                        WHERE authorization_id = :authorization AND kind = 'refresh_token' AND token_hash <> :hash
                          AND spent_at IS NULL
                        """)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("authorization", authorizationId)
                .param("hash", refreshToken)
                .update();
    }

    private String sealed(String id, JsonNode document) {
        return sealer.seal(new Place(DOCUMENT, id), json.write(document));
    }

    private Optional<JsonNode> opened(String id, String sealed) {
        return sealer.tryOpen(new Place(DOCUMENT, id), sealed).map(json::read);
    }
}
