package io.fermata.identity.authorization;

import io.fermata.identity.audit.Audit;
import io.fermata.identity.authorization.AuthorizationDocument.Presented;
import io.fermata.identity.authorization.AuthorizationTable.Head;
import io.fermata.identity.authorization.AuthorizationTable.KnownToken;
import io.fermata.identity.authorization.AuthorizationTable.Row;
import io.fermata.identity.authorization.AuthorizationTable.TokenRow;
import io.fermata.identity.revocation.Revocations;
import io.fermata.identity.signin.SignedIn;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sign-ins in Postgres. A version decides between two that change one at the same time: of two uses of one code or refresh
 * token one loses. A refresh token that was used before, or that loses such a race, was shown by two: its whole family
 * ends.
 */
@Component
class JdbcAuthorizations implements OAuth2AuthorizationService {
    private static final String VERSION = "fermata.version";
    private static final String HOME = "fermata.home";
    private static final String GAVE_TOKENS = "fermata.gave-tokens";
    private static final Duration TIME_TO_CONSENT = Duration.ofMinutes(10);

    private final AuthorizationTable table;
    private final AuthorizationDocument documents;
    private final TokenHashes hashes;
    private final RegisteredClientRepository clients;
    private final OvertakenTokens overtaken;
    private final Revocations revocations;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JdbcAuthorizations(
            AuthorizationTable table,
            TokenHashes hashes,
            RegisteredClientRepository clients,
            OvertakenTokens overtaken,
            Revocations revocations,
            Audit audit,
            TransactionTemplate transactions,
            Clock clock) {
        this.table = table;
        this.documents = new AuthorizationDocument(hashes);
        this.hashes = hashes;
        this.clients = clients;
        this.overtaken = overtaken;
        this.revocations = revocations;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void save(OAuth2Authorization authorization) {
        TenantId tenant = AuthorizationDocument.person(authorization)
                .map(SignedIn::tenant)
                .orElse(TenantId.PLATFORM);
        Long version = authorization.getAttribute(VERSION);
        String home = authorization.getAttribute(HOME);
        if (version != null && !tenant.value().equals(home)) {
            // A device's sign-in has found its person: it moves to them. Whoever takes it away first has it.
            boolean taken =
                    within(new TenantId(String.valueOf(home)), () -> table.delete(authorization.getId(), version));
            requireWon(taken);
            within(tenant, () -> insert(authorization, version + 1));
        } else if (version == null) {
            within(tenant, () -> insert(authorization, 0));
        } else if (!within(tenant, () -> update(authorization, version))) {
            within(tenant, () -> endWhenShownByTwo(authorization));
            requireWon(false);
        }
    }

    @Override
    public void remove(OAuth2Authorization authorization) {
        String home = authorization.getAttribute(HOME);
        if (home != null) {
            within(new TenantId(home), () -> {
                table.delete(authorization.getId());
                return true;
            });
        }
    }

    /** Tokens are looked up by what somebody presents; nothing asks by id. */
    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        throw new UnsupportedOperationException("authorizations are found by their tokens");
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType tokenType) {
        Presented presented = new Presented(token, hashes.ofPresented(token));
        return table.tenantOf(presented.hash())
                .flatMap(tenant -> Tenants.call(
                        tenant,
                        () -> Objects.requireNonNull(transactions.execute(_ -> find(tenant, presented, tokenType)))))
                .orElse(null);
    }

    /** Ends the sign-in that this token is of. For whoever knows the token and is the application it was given to. */
    void end(String token, String clientId) {
        byte[] hash = hashes.ofPresented(token);
        table.tenantOf(hash)
                .ifPresent(tenant -> within(tenant, () -> {
                    table.findToken(hash).ifPresent(known -> end(known, clientId));
                    return true;
                }));
    }

    private void end(KnownToken known, String clientId) {
        boolean theirs = table.find(known.authorizationId())
                .filter(row -> row.clientId().equals(clientId))
                .isPresent();
        if (theirs && known.kind() == TokenKind.ACCESS_TOKEN && known.tokenId() != null) {
            revocations.revokeToken(known.tokenId());
            audit.recordOf("client:" + clientId, "token.revoke", known.tokenId(), Map.of());
        } else if (theirs) {
            revocations.endFamily(known.authorizationId());
            audit.recordOf("client:" + clientId, "sign_in.end", known.authorizationId(), Map.of());
        }
    }

    private Optional<OAuth2Authorization> find(
            TenantId tenant, Presented presented, @Nullable OAuth2TokenType tokenType) {
        KnownToken known = table.findToken(presented.hash()).orElse(null);
        if (known == null || (tokenType != null && !known.kind().value().equals(tokenType.getValue()))) {
            return Optional.empty();
        }
        if (known.kind() == TokenKind.REFRESH_TOKEN && known.spent()) {
            endStolen(known.authorizationId());
            return Optional.empty();
        }
        return table.find(known.authorizationId())
                .filter(row -> !row.revoked())
                // The answer to a question is given once.
                .filter(row -> known.kind() != TokenKind.STATE || row.document().has("state"))
                .flatMap(row -> read(tenant, known.authorizationId(), row, presented));
    }

    private Optional<OAuth2Authorization> read(TenantId tenant, String id, Row row, Presented presented) {
        RegisteredClient client = clients.findByClientId(row.clientId());
        return client == null
                ? Optional.empty()
                : Optional.of(OAuth2Authorization.from(documents.read(id, client, row.document(), presented))
                        .attribute(VERSION, row.version())
                        .attribute(HOME, tenant.value())
                        .attribute(
                                GAVE_TOKENS,
                                row.document().at("/tokens/access_token").isObject())
                        .build());
    }

    private boolean insert(OAuth2Authorization authorization, long version) {
        table.insert(head(authorization), documents.write(authorization), version);
        insertTokens(authorization);
        return true;
    }

    private boolean update(OAuth2Authorization authorization, long version) {
        Optional<String> overtakenToken = overtaken.find(authorization);
        if (!table.update(head(authorization), documents.write(authorization), version)) {
            return false;
        }
        insertTokens(authorization);
        AuthorizationDocument.find(authorization, TokenKind.REFRESH_TOKEN)
                .ifPresent(refresh -> table.spendOthers(
                        authorization.getId(), hashes.ofHeld(refresh.getToken().getTokenValue())));
        overtakenToken.ifPresent(revocations::revokeToken);
        tellOfFirstTokens(authorization);
        boolean codeUsedTwice = AuthorizationDocument.find(authorization, TokenKind.ACCESS_TOKEN)
                .filter(OAuth2Authorization.Token::isInvalidated)
                .isPresent();
        if (codeUsedTwice) {
            endStolen(authorization.getId());
        }
        return true;
    }

    private void tellOfFirstTokens(OAuth2Authorization authorization) {
        boolean first = Boolean.FALSE.equals(authorization.getAttribute(GAVE_TOKENS))
                && AuthorizationDocument.find(authorization, TokenKind.ACCESS_TOKEN)
                        .isPresent();
        if (first) {
            audit.recordOf(
                    "user:" + authorization.getPrincipalName(),
                    "oauth_client.sign_in",
                    authorization.getRegisteredClientId(),
                    Map.of(
                            "sign_in",
                            authorization.getId(),
                            "by",
                            authorization.getAuthorizationGrantType().getValue(),
                            "scopes",
                            authorization.getAuthorizedScopes()));
        }
    }

    private boolean endWhenShownByTwo(OAuth2Authorization authorization) {
        AuthorizationDocument.find(authorization, TokenKind.REFRESH_TOKEN)
                .ifPresent(_ -> endStolen(authorization.getId()));
        return true;
    }

    private void endStolen(String authorizationId) {
        revocations.endFamily(authorizationId);
        audit.denied("unknown", "sign_in.end", authorizationId, Map.of("why", "a used token was shown again"));
    }

    private void insertTokens(OAuth2Authorization authorization) {
        for (TokenKind kind : TokenKind.ofTokens()) {
            AuthorizationDocument.find(authorization, kind)
                    .ifPresent(token -> table.insert(row(authorization.getId(), kind, token)));
        }
        String state = authorization.getAttribute(OAuth2ParameterNames.STATE);
        if (state != null) {
            table.insert(new TokenRow(
                    hashes.ofHeld(state), authorization.getId(), TokenKind.STATE, null, lastExpiry(authorization)));
        }
    }

    private TokenRow row(String id, TokenKind kind, OAuth2Authorization.Token<? extends OAuth2Token> token) {
        Object tokenId = token.getClaims() == null ? null : token.getClaims().get("jti");
        return new TokenRow(
                hashes.ofHeld(token.getToken().getTokenValue()),
                id,
                kind,
                tokenId == null ? null : tokenId.toString(),
                Objects.requireNonNull(token.getToken().getExpiresAt()));
    }

    private Head head(OAuth2Authorization authorization) {
        String userId = AuthorizationDocument.person(authorization)
                .map(SignedIn::userId)
                .orElse(null);
        return new Head(
                authorization.getId(), authorization.getRegisteredClientId(), userId, lastExpiry(authorization));
    }

    private Instant lastExpiry(OAuth2Authorization authorization) {
        return Stream.of(TokenKind.ofTokens())
                .flatMap(kind -> AuthorizationDocument.find(authorization, kind).stream())
                .map(token -> Objects.requireNonNull(token.getToken().getExpiresAt()))
                .max(Comparator.naturalOrder())
                .orElseGet(() -> clock.instant().plus(TIME_TO_CONSENT));
    }

    private boolean within(TenantId tenant, BooleanSupplier work) {
        return Tenants.call(tenant, () -> Boolean.TRUE.equals(transactions.execute(_ -> work.getAsBoolean())));
    }

    private static void requireWon(boolean won) {
        if (!won) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
    }
}
