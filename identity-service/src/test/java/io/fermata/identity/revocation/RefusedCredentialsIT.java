package io.fermata.identity.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.AuditTopic;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Credentials that counted once: whoever they were given to hears that somebody still tries them. */
@ServiceTest
class RefusedCredentialsIT {
    private final AuditTopic audit = new AuditTopic();
    private final Api api;
    private String tenant = "";
    private String admin = "";

    RefusedCredentialsIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void aRevokedKeyIsTold() {
        Api.Answer key = api.post(admin, "/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
        api.delete(admin, "/api/v1/api-keys/" + key.string("/id"));

        assertThat(exchange(key.string("/key"))).isEqualTo(401);

        JsonNode told = denied("api_key.use");
        assertThat(told.path("resource_id").asString()).isEqualTo(key.string("/id"));
        assertThat(told.at("/details/reason").asString()).isEqualTo("the key is revoked");
        assertThat(told.at("/origin/address").asString()).isEqualTo("203.0.113.7");
        assertThat(told.toString()).doesNotContain(key.string("/key"));
    }

    @Test
    void aKeyOfASuspendedTenantIsTold() {
        Api.Answer key = api.post(admin, "/api/v1/api-keys", "{\"name\":\"ci\",\"role\":\"viewer\"}");
        suspend();

        assertThat(exchange(key.string("/key"))).isEqualTo(401);

        assertThat(denied("api_key.use").at("/details/reason").asString()).isEqualTo("the tenant is not active");
    }

    @Test
    void anExpiredTokenThatTheEdgeHandsInIsTold() {
        Map<String, Object> claims = TestTokens.claims(tenant, "runs:read");
        claims.put("exp", 1_000_000);

        assertThat(handIn(TestTokens.sign(claims))).isEqualTo(204);

        JsonNode told = denied("operation.call");
        assertThat(told.path("actor").asString()).isEqualTo("user:usr_test");
        assertThat(told.path("resource_id").asString()).isEqualTo("GET /api/v1/runs");
        assertThat(told.at("/details/reason").asString()).isEqualTo("the token has expired");
        assertThat(told.at("/origin/address").asString()).isEqualTo("203.0.113.7");
    }

    @Test
    void aRevokedTokenThatTheEdgeHandsInIsTold() {
        suspend();

        assertThat(handIn(TestTokens.token(tenant, "runs:read"))).isEqualTo(204);

        assertThat(denied("operation.call").at("/details/reason").asString()).isEqualTo("the token was revoked");
    }

    @Test
    void nothingIsToldOfGoodTokensAndOfThoseThatNobodySigned() {
        String good = TestTokens.token(tenant, "runs:read");
        String other = TestTokens.token("other", "runs:read");
        String forged = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThat(handIn(good)).isEqualTo(204);
        assertThat(handIn(forged)).isEqualTo(204);
        assertThat(handIn("nonsense")).isEqualTo(204);
        suspend();
        handIn(good);

        denied("operation.call");
        assertThat(audit.of(tenant))
                .filteredOn(told -> told.path("action").asString().equals("operation.call"))
                .hasSize(1);
    }

    private JsonNode denied(String action) {
        return audit.await(
                tenant,
                told -> told.path("action").asString().equals(action)
                        && told.path("outcome").asString().equals("denied"));
    }

    private void suspend() {
        api.patch(Actors.platformAdmin(), "/api/v1/tenants/" + tenant, "{\"status\":\"suspended\"}");
    }

    private int handIn(String token) {
        return api.form(
                        "/internal/v1/refused-tokens",
                        "operation=GET+%2Fapi%2Fv1%2Fruns&token=" + token,
                        "X-Client-Address",
                        "203.0.113.7")
                .status();
    }

    private int exchange(String key) {
        return api.form(
                        "/oauth2/token",
                        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                                + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token="
                                + key,
                        "X-Client-Address",
                        "203.0.113.7")
                .status();
    }
}
