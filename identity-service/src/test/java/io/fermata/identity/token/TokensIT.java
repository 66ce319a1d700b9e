package io.fermata.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.identity.permission.Role;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class TokensIT {
    private static final String EXCHANGE = "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
            + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token=";

    private final Api api;
    private String tenant = "";
    private String adminKey = "";

    TokensIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        JsonNode created = new Actors(api).newTenant();
        tenant = created.get("id").asString();
        adminKey = created.get("admin_key").asString();
    }

    @Test
    void exchangesAKeyForASignedTokenOfItsTenant() throws Exception {
        Api.Answer answer = api.form("/oauth2/token", EXCHANGE + adminKey);

        JWTClaimsSet claims = verified(answer.string("/access_token"));
        assertThat(answer.json().get("expires_in").asLong()).isEqualTo(300);
        assertThat(answer.string("/token_type")).isEqualTo("Bearer");
        assertThat(claims.getIssuer()).isEqualTo("http://127.0.0.1:8081");
        assertThat(claims.getAudience()).containsExactly("fermata");
        assertThat(claims.getSubject()).startsWith("key:key_");
        assertThat(claims.getStringClaim("tenant")).isEqualTo(tenant);
        assertThat(Set.of(claims.getStringClaim("scope").split(" "))).isEqualTo(Role.ADMIN.permissions());
        assertThat(claims.getStringListClaim("roles")).isEqualTo(List.of("admin"));
    }

    @Test
    void grantsClientCredentialsForHalfAnHourAndOnlyTheScopeAskedFor() throws Exception {
        String id = firstKeyId();

        Api.Answer answer = credentials(id, adminKey, "&scope=runs:read agents:read");

        assertThat(answer.json().get("expires_in").asLong()).isEqualTo(1800);
        assertThat(answer.string("/scope")).isEqualTo("agents:read runs:read");
        assertThat(verified(answer.string("/access_token"))
                        .getStringClaim("scope")
                        .split(" "))
                .containsExactlyInAnyOrder("agents:read", "runs:read");
        assertThat(credentials(id, adminKey, "&scope=platform:admin").string("/error"))
                .isEqualTo("invalid_scope");
        assertThat(credentials("key_other", adminKey, "").status()).isEqualTo(401);
        assertThat(credentials(id, adminKey + "0", "").string("/error")).isEqualTo("invalid_client");
    }

    @Test
    void givesNothingToASuspendedTenant() {
        String path = "/api/v1/tenants/" + tenant;
        api.patch(Actors.platformAdmin(), path, "{\"status\":\"suspended\"}");

        assertThat(api.form("/oauth2/token", EXCHANGE + adminKey).status()).isEqualTo(401);

        api.patch(Actors.platformAdmin(), path, "{\"status\":\"active\"}");
        assertThat(api.form("/oauth2/token", EXCHANGE + adminKey).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "'',400,invalid_request",
        "grant_type=password&username=a&password=b,400,unsupported_grant_type",
        "grant_type=client_credentials,401,invalid_client",
        "grant_type=client_credentials&grant_type=client_credentials,400,invalid_request",
        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=x,400,invalid_request"
    })
    void refusesInTheWordsOfOauth(String form, int status, String error) {
        Api.Answer answer = api.form("/oauth2/token", form.isEmpty() ? "x=y" : form);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.string("/error")).isEqualTo(error);
    }

    @Test
    void refusesKeysThatAreNone() {
        for (String key : List.of("fk_local_" + "0".repeat(48), "fk_x", "nonsense", "' OR 1=1 --")) {
            assertThat(api.form("/oauth2/token", EXCHANGE + key).string("/error"))
                    .isEqualTo("invalid_grant");
        }
        assertThat(api.form("/oauth2/token?subject_token=" + adminKey, EXCHANGE + adminKey)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void signsWithANewKeyAfterARotationAndStillPublishesTheOldOne() throws Exception {
        String before = api.form("/oauth2/token", EXCHANGE + adminKey).string("/access_token");

        String newKey = api.post(Actors.platformAdmin(), "/api/v1/signing-keys/rotate", "")
                .string("/kid");
        String after = api.form("/oauth2/token", EXCHANGE + adminKey).string("/access_token");

        assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(newKey);
        assertThat(verified(before).getSubject()).isEqualTo(verified(after).getSubject());
        assertThat(api.post(Actors.admin(tenant), "/api/v1/signing-keys/rotate", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void describesItself() {
        Api.Answer answer = api.send("GET", "/.well-known/openid-configuration", "");

        assertThat(answer.string("/issuer")).isEqualTo("http://127.0.0.1:8081");
        assertThat(answer.string("/jwks_uri")).isEqualTo("http://127.0.0.1:8081/oauth2/jwks");
        assertThat(answer.string("/userinfo_endpoint")).isEqualTo("http://127.0.0.1:8081/oauth2/userinfo");
        assertThat(answer.string("/end_session_endpoint")).isEqualTo("http://127.0.0.1:8081/oauth2/logout");
    }

    @Test
    void documentsThatItsErrorsAreNoProblems() {
        JsonNode document = api.send("GET", "/openapi.json", "").json();
        JsonNode errors = document.at("/paths/~1oauth2~1token/post/responses/default/content");

        assertThat(errors.propertyNames()).containsExactly("application/json");
        String schema = errors.at("/application~1json/schema/$ref").asString();
        assertThat(document.at(schema.substring(1)).path("properties").propertyNames())
                .containsExactly("error", "error_description");
    }

    @Test
    void tellsCallersWhoTheyAre() {
        Api.Answer answer = api.get(Actors.withRole(tenant, Role.VIEWER), "/api/v1/me");

        assertThat(answer.string("/subject")).isEqualTo("user:usr_test");
        assertThat(answer.string("/tenant/id")).isEqualTo(tenant);
        assertThat(answer.json().get("permissions"))
                .hasSize(Role.VIEWER.permissions().size());
        assertThat(api.send("GET", "/api/v1/me", "").status()).isEqualTo(401);
    }

    private Api.Answer credentials(String id, String secret, String more) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return api.form("/oauth2/token", "grant_type=client_credentials" + more, "Authorization", "Basic " + basic);
    }

    private String firstKeyId() {
        return api.get(Actors.admin(tenant), "/api/v1/api-keys").string("/data/0/id");
    }

    private JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWKSet keys = JWKSet.parse(api.send("GET", "/oauth2/jwks", "").text());
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(key.isPrivate()).isFalse();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }
}
