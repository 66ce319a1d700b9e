package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.LockWaits;
import io.fermata.identity.testing.People;
import io.fermata.identity.testing.Refusals;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.transaction.support.TransactionTemplate;

/** Rights that are narrowed between the signing of a person's token and the moment it is kept. */
@ServiceTest
class SignInsInFlightIT {
    private final int port;
    private final Api api;
    private final Refusals refusals;
    private final JdbcAuthorizations authorizations;
    private final LockWaits locks;
    private final TransactionTemplate transactions;
    private People.Person person = new People.Person("", "", "");
    private OAuth2Authorization refreshed;
    private String token = "";

    @SuppressWarnings("NullAway.Init") // made before each
    SignInsInFlightIT(
            @LocalServerPort int port,
            @Autowired JdbcAuthorizations authorizations,
            @Autowired JdbcClient database,
            @Autowired TransactionTemplate transactions) {
        this.port = port;
        this.api = new Api(port);
        this.refusals = new Refusals(api);
        this.authorizations = authorizations;
        this.locks = new LockWaits(database);
        this.transactions = transactions;
    }

    @BeforeEach
    void aRefreshThatIsAboutToBeKept() {
        String tenant = new Actors(api).newTenantId();
        api.post(
                Actors.admin(tenant),
                "/api/v1/roles",
                "{\"name\":\"auditor\",\"permissions\":[\"audit:read\",\"runs:read\"]}");
        person = new People(api).withPassword(tenant, "auditor");
        OIDCTokens first =
                new Relying(port, Applications.COMMAND_LINE).signIn(new Browser(port), person, "openid", "fermata");
        OAuth2Authorization before = Objects.requireNonNull(
                authorizations.findByToken(first.getRefreshToken().getValue(), null));
        token = TestTokens.token(tenant, "audit:read", "runs:read");
        Jwt jwt = IssueTokens.jwt(token);
        OAuth2AccessToken next = new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, token, jwt.getIssuedAt(), jwt.getExpiresAt(), Set.of("fermata"));
        refreshed = OAuth2Authorization.from(before)
                .token(next, more -> more.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, jwt.getClaims()))
                .build();
    }

    @Test
    void keepsATokenThatSaysWhatIsSo() {
        authorizations.save(refreshed);

        assertThat(refusals.name(token)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "person"})
    void takesATokenBackThatSaysWhatIsSoNoMore(String narrowed) {
        narrow(narrowed);

        authorizations.save(refreshed);

        assertThat(refusals.name(token)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "person", "disabled", "deleted"})
    void takesATokenBackThatIsBeingKeptMeanwhile(String narrowed) {
        CompletableFuture<Void> narrowing = Tenants.call(
                new TenantId(person.tenant()),
                () -> transactions.execute(_ -> {
                    authorizations.save(refreshed);
                    CompletableFuture<Void> started = CompletableFuture.runAsync(() -> narrow(narrowed));
                    locks.awaitOne();
                    return started;
                }));
        narrowing.join();

        assertThat(refusals.name(token)).isTrue();
    }

    private void narrow(String what) {
        String admin = Actors.admin(person.tenant());
        String path = "/api/v1/users/" + person.id();
        Api.Answer answer = switch (what) {
            case "role" -> api.patch(admin, "/api/v1/roles/auditor", "{\"permissions\":[\"audit:read\"]}");
            case "person" -> api.patch(admin, path, "{\"roles\":[\"agent-service\"]}");
            case "disabled" -> api.patch(admin, path, "{\"status\":\"disabled\"}");
            default -> api.delete(admin, path);
        };
        assertThat(answer.status()).isIn(200, 204);
    }
}
