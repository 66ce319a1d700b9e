package io.fermata.identity.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class RolesIT {
    private static final String AUDITOR =
            "{\"name\":\"auditor\",\"description\":\"Reads along\",\"permissions\":[\"audit:read\",\"runs:read\"]}";

    private final Api api;
    private String tenant = "";
    private String admin = "";

    RolesIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @Test
    void createsReadsChangesAndDeletesARole() {
        assertThat(api.post(admin, "/api/v1/roles", AUDITOR).status()).isEqualTo(201);
        Api.Answer changed =
                api.patch(admin, "/api/v1/roles/auditor", "{\"permissions\":[\"audit:read\"]}", "If-Match", "\"0\"");

        assertThat(changed.json().get("permissions").toString()).isEqualTo("[\"audit:read\"]");
        assertThat(api.patch(admin, "/api/v1/roles/auditor", "{}", "If-Match", "\"0\"")
                        .status())
                .isEqualTo(412);
        assertThat(names(api.get(admin, "/api/v1/roles"))).contains("auditor");
        assertThat(api.delete(admin, "/api/v1/roles/auditor").status()).isEqualTo(204);
        assertThat(api.get(admin, "/api/v1/roles/auditor").status()).isEqualTo(404);
    }

    @Test
    void listsTheRolesEverybodyHasAmongTheTenantsOwn() {
        api.post(admin, "/api/v1/roles", AUDITOR);

        Api.Answer first = api.get(admin, "/api/v1/roles?limit=3");
        Api.Answer rest = api.get(admin, "/api/v1/roles?limit=3&cursor=" + first.string("/next_cursor"));

        assertThat(names(first)).containsExactly("viewer", "operator", "auditor");
        assertThat(names(rest)).containsExactly("agent-service", "admin");
        assertThat(first.json().at("/data/0/preset").asBoolean()).isTrue();
        assertThat(first.json().at("/data/0/permissions").toString()).contains("audit:read");
        assertThat(first.json().at("/data/2/preset").asBoolean()).isFalse();
        assertThat(rest.json().at("/next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "operator", "viewer", "agent-service"})
    void letsNobodyChangeTheRolesEverybodyHas(String preset) {
        String path = "/api/v1/roles/" + preset;

        assertThat(api.get(admin, path).json().at("/preset").asBoolean()).isTrue();
        for (Api.Answer refused :
                List.of(api.patch(admin, path, "{\"permissions\":[\"runs:read\"]}"), api.delete(admin, path))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.string("/detail")).contains("the same in every tenant");
        }
    }

    @Test
    void areNamedInTheOrderInWhichTheyWereGiven() {
        api.post(admin, "/api/v1/roles", AUDITOR);
        api.post(admin, "/api/v1/roles", AUDITOR.replace("auditor", "zealot"));

        Api.Answer user = api.post(
                admin,
                "/api/v1/users",
                "{\"email\":\"a@example.com\",\"name\":\"A\",\"roles\":[\"zealot\",\"viewer\",\"auditor\"]}");

        assertThat(user.json().get("roles").toString()).isEqualTo("[\"zealot\",\"viewer\",\"auditor\"]");
    }

    @Test
    void countsForUsersAndKeysLikeAnyOtherRole() {
        api.post(admin, "/api/v1/roles", AUDITOR);
        String key = api.post(admin, "/api/v1/api-keys", "{\"name\":\"k\",\"role\":\"auditor\"}")
                .string("/key");
        Api.Answer user = api.post(
                admin,
                "/api/v1/users",
                "{\"email\":\"a@example.com\",\"name\":\"A\",\"roles\":[\"auditor\",\"viewer\"]}");

        Api.Answer token = api.form(
                "/oauth2/token",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token=" + key);

        assertThat(token.string("/scope")).isEqualTo("audit:read runs:read");
        assertThat(user.json().get("roles").toString()).isEqualTo("[\"auditor\",\"viewer\"]");
        assertThat(api.delete(admin, "/api/v1/roles/auditor").status()).isEqualTo(409);
    }

    @Test
    void letsNobodyMakeOrChangeARoleThatAllowsMoreThanTheyMay() {
        String clerk = TestTokens.token(tenant, "users:read", "users:write", "runs:read");
        api.post(admin, "/api/v1/roles", AUDITOR);

        assertThat(api.post(clerk, "/api/v1/roles", AUDITOR.replace("auditor", "mine"))
                        .status())
                .isEqualTo(403);
        assertThat(api.patch(clerk, "/api/v1/roles/auditor", "{\"permissions\":[\"runs:read\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(api.delete(clerk, "/api/v1/roles/auditor").status()).isEqualTo(403);
        assertThat(api.post(clerk, "/api/v1/roles", "{\"name\":\"reader\",\"permissions\":[\"runs:read\"]}")
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"admin\",\"permissions\":[\"runs:read\"]}|409",
                "{\"name\":\"x y\",\"permissions\":[\"runs:read\"]}|422",
                "{\"name\":\"root\",\"permissions\":[\"platform:admin\"]}|422",
                "{\"name\":\"root\",\"permissions\":[\"runs:fly\"]}|422",
                "{\"name\":\"root\",\"permissions\":[]}|422",
                "{\"name\":\"root\",\"permissions\":[\"runs:read\"],\"tenant_id\":\"platform\"}|400"
            })
    void refusesRolesThatMakeNoSense(String role, int status) {
        assertThat(api.post(admin, "/api/v1/roles", role).status()).isEqualTo(status);
    }

    @Test
    void hidesRolesFromOtherTenants() {
        api.post(admin, "/api/v1/roles", AUDITOR);
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.get(stranger, "/api/v1/roles/auditor").status()).isEqualTo(404);
        assertThat(api.patch(stranger, "/api/v1/roles/auditor", "{}").status()).isEqualTo(404);
        assertThat(api.delete(stranger, "/api/v1/roles/auditor").status()).isEqualTo(404);
        assertThat(api.post(
                                stranger,
                                "/api/v1/users",
                                "{\"email\":\"a@example.com\",\"name\":\"A\",\"roles\":[\"auditor\"]}")
                        .status())
                .isEqualTo(422);
    }

    private static List<String> names(Api.Answer page) {
        return page.json()
                .get("data")
                .valueStream()
                .map(role -> role.get("name").asString())
                .toList();
    }
}
