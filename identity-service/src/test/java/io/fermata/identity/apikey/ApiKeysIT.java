package io.fermata.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ApiKeysIT {
    private final Api api;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private String tenant = "";
    private String admin = "";

    ApiKeysIT(@LocalServerPort int port, @Autowired JdbcClient database, @Autowired TransactionTemplate transactions) {
        this.api = new Api(port);
        this.database = database;
        this.transactions = transactions;
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @Test
    void showsTheSecretOnceAndNeverAgain() {
        Api.Answer created = create(admin, "\"role\":\"operator\"");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.string("/key")).matches("fk_local_[0-9a-f]{48}");
        assertThat(created.http().headers().firstValue("Cache-Control")).hasValue("no-store");
        Api.Answer read = api.get(admin, "/api/v1/api-keys/" + created.string("/id"));
        assertThat(read.text()).doesNotContain(created.string("/key").substring(9, 40));
        assertThat(read.string("/hint")).isEqualTo("…" + created.string("/key").substring(53));
        assertThat(read.string("/status")).isEqualTo("active");
        assertThat(read.json().get("permissions")).hasSize(11);
    }

    @Test
    void grantsSinglePermissions() {
        Api.Answer created = create(admin, "\"permissions\":[\"runs:read\",\"agents:read\"]");

        assertThat(created.json().get("role").isNull()).isTrue();
        assertThat(created.json().get("permissions").toString()).isEqualTo("[\"agents:read\",\"runs:read\"]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"role\":\"god\"|422",
                "\"permissions\":[\"runs:fly\"]|422",
                "\"permissions\":[]|422",
                "\"role\":\"viewer\",\"permissions\":[\"runs:read\"]|422",
                "\"role\":null|422",
                "\"role\":\"viewer\",\"expires_at\":\"2020-01-01T00:00:00Z\"|422",
                "\"role\":\"viewer\",\"expires_at\":\"soon\"|422",
                "\"role\":\"viewer\",\"expires_at\":\"+999999999-01-01T00:00:00Z\"|422",
                "\"permissions\":[null]|422",
                "\"permissions\":[\"platform:admin\"]|403",
                "\"role\":\"viewer\",\"tenant_id\":\"platform\"|400"
            })
    void refusesKeysThatMakeNoSense(String fields, int status) {
        assertThat(create(admin, fields).status()).isEqualTo(status);
    }

    @Test
    void letsNobodyIssueOrRotateMoreThanTheyHold() {
        String clerk = TestTokens.token(tenant, "keys:read", "keys:write", "runs:read");
        String adminKey = create(admin, "\"role\":\"admin\"").string("/id");

        assertThat(create(clerk, "\"role\":\"viewer\"").status()).isEqualTo(403);
        assertThat(create(clerk, "\"permissions\":[\"runs:create\"]").status()).isEqualTo(403);
        assertThat(create(clerk, "\"permissions\":[\"runs:read\"]").status()).isEqualTo(201);
        assertThat(api.post(clerk, "/api/v1/api-keys/" + adminKey + "/rotate", "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void letsNobodyRevokeAKeyThatAllowsMoreThanTheyMay() {
        String clerk = Actors.clerk(tenant, "keys:read", "keys:write");
        Api.Answer adminKey = create(admin, "\"role\":\"admin\"");

        assertThat(api.delete(clerk, "/api/v1/api-keys/" + adminKey.string("/id"))
                        .status())
                .isEqualTo(403);
        assertThat(exchange(adminKey.string("/key"))).isEqualTo(200);
    }

    @Test
    void letsEverybodyRevokeTheKeyTheyUseAndThoseTheyIssued() {
        Api.Answer used = create(admin, "\"role\":\"admin\"");
        String wide = Actors.holder(used, tenant, "keys:write", "runs:read");
        String issued = create(wide, "\"permissions\":[\"runs:read\"]").string("/id");
        String narrow = Actors.holder(used, tenant, "keys:write");

        assertThat(api.delete(narrow, "/api/v1/api-keys/" + issued).status()).isEqualTo(204);
        assertThat(api.delete(narrow, "/api/v1/api-keys/" + used.string("/id")).status())
                .isEqualTo(204);
    }

    @Test
    void replacesTheSecretWhenRotated() {
        Api.Answer created = create(admin, "\"role\":\"viewer\"");

        Api.Answer rotated = api.post(admin, "/api/v1/api-keys/" + created.string("/id") + "/rotate", "");

        assertThat(rotated.string("/id")).isEqualTo(created.string("/id"));
        assertThat(exchange(created.string("/key"))).isEqualTo(401);
        assertThat(exchange(rotated.string("/key"))).isEqualTo(200);
    }

    @Test
    void takesBothSecretsWhileARotationOverlaps() {
        Api.Answer created = create(admin, "\"role\":\"viewer\"");
        String rotate = "/api/v1/api-keys/" + created.string("/id") + "/rotate";

        Api.Answer second = api.post(admin, rotate, "{\"overlap_seconds\":3600}");
        assertThat(exchange(created.string("/key"))).isEqualTo(200);
        assertThat(exchange(second.string("/key"))).isEqualTo(200);

        Api.Answer third = api.post(admin, rotate, "{\"overlap_seconds\":1}");
        assertThat(exchange(created.string("/key"))).isEqualTo(401);
        await().atMost(Duration.ofSeconds(10)).until(() -> exchange(second.string("/key")) == 401);
        assertThat(exchange(third.string("/key"))).isEqualTo(200);
        assertThat(api.post(admin, rotate, "{\"overlap_seconds\":-1}").status()).isEqualTo(422);
    }

    @Test
    void storesNoSecretOfAKeyInTheClearNotEvenInAnAnswerToBeRepeated() {
        String body = "{\"name\":\"ci\",\"role\":\"viewer\"}";
        Api.Answer first = issue(body);
        Api.Answer again = issue(body);

        assertThat(again.string("/key")).isEqualTo(first.string("/key"));
        String secret = first.string("/key").substring("fk_local_".length());
        List<String> stored = Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(
                        _ -> database.sql("""
                        SELECT body || headers::text FROM idempotency_keys
                        UNION ALL SELECT encode(secret_hash, 'escape') || hint || name FROM api_keys
                        """).query(String.class).list()));
        assertThat(stored).hasSizeGreaterThan(2).noneMatch(row -> row.contains(secret) || row.contains("fk_local_"));
    }

    private Api.Answer issue(String body) {
        return api.send(
                "POST",
                "/api/v1/api-keys",
                body,
                "Authorization",
                "Bearer " + admin,
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "issue-1");
    }

    @Test
    void stopsARevokedKeyAndKeepsItListed() {
        Api.Answer created = create(admin, "\"role\":\"viewer\"");
        String path = "/api/v1/api-keys/" + created.string("/id");
        assertThat(exchange(created.string("/key"))).isEqualTo(200);
        assertThat(api.get(admin, path).json().get("last_used_at").isNull()).isFalse();

        assertThat(api.delete(admin, path).status()).isEqualTo(204);
        assertThat(api.delete(admin, path).status()).isEqualTo(204);

        assertThat(exchange(created.string("/key"))).isEqualTo(401);
        assertThat(api.get(admin, path).string("/status")).isEqualTo("revoked");
        assertThat(api.post(admin, path + "/rotate", "").status()).isEqualTo(409);
    }

    @Test
    void hidesKeysFromOtherTenants() {
        String path = "/api/v1/api-keys/" + create(admin, "\"role\":\"viewer\"").string("/id");
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.get(stranger, path).status()).isEqualTo(404);
        assertThat(api.delete(stranger, path).status()).isEqualTo(404);
        assertThat(api.post(stranger, path + "/rotate", "").status()).isEqualTo(404);
        assertThat(api.get(admin, path).string("/status")).isEqualTo("active");
    }

    private Api.Answer create(String token, String fields) {
        return api.post(token, "/api/v1/api-keys", "{\"name\":\"ci\"," + fields + "}");
    }

    private int exchange(String key) {
        return api.form(
                        "/oauth2/token",
                        "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                                + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token="
                                + key)
                .status();
    }
}
