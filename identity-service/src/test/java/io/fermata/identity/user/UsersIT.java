package io.fermata.identity.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class UsersIT {
    private static final String ADA = "{\"email\":\"Ada.I@Example.com\",\"name\":\"Ada\",\"roles\":[\"operator\"]}";

    private final Api api;
    private String tenant = "";
    private String admin = "";

    UsersIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @Test
    void createsReadsChangesAndDeletesAUser() {
        String path = "/api/v1/users/" + api.post(admin, "/api/v1/users", ADA).string("/id");

        Api.Answer changed = api.patch(admin, path, "{\"roles\":[\"viewer\"],\"status\":\"disabled\"}");

        assertThat(changed.string("/email")).isEqualTo("ada.i@example.com");
        assertThat(changed.string("/roles/0")).isEqualTo("viewer");
        assertThat(api.get(admin, path).string("/status")).isEqualTo("disabled");
        assertThat(api.delete(admin, path).status()).isEqualTo(204);
        assertThat(api.get(admin, path).status()).isEqualTo(404);
    }

    @Test
    void knowsAnAddressOncePerTenant() {
        String other = Actors.admin(new Actors(api).newTenantId());
        api.post(admin, "/api/v1/users", ADA);

        assertThat(api.post(admin, "/api/v1/users", ADA.replace("Ada.I", "ADA.i"))
                        .status())
                .isEqualTo(409);
        assertThat(api.post(other, "/api/v1/users", ADA).status()).isEqualTo(201);
    }

    @Test
    void refusesRolesThatAreNone() {
        Api.Answer answer = api.post(admin, "/api/v1/users", ADA.replace("\"operator\"", "\"viewer\",\"god\""));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("\"/roles/1\"");
    }

    @Test
    void letsNobodyAssignMoreThanTheyHold() {
        String clerk = TestTokens.token(tenant, "users:read", "users:write");
        String path = "/api/v1/users/" + api.post(admin, "/api/v1/users", ADA).string("/id");

        assertThat(api.post(clerk, "/api/v1/users", ADA).status()).isEqualTo(403);
        assertThat(api.patch(clerk, path, "{\"roles\":[\"admin\"]}").status()).isEqualTo(403);
        assertThat(api.delete(clerk, path).status()).isEqualTo(403);
    }

    @Test
    void hidesUsersFromOtherTenants() {
        String path = "/api/v1/users/" + api.post(admin, "/api/v1/users", ADA).string("/id");
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.get(stranger, path).status()).isEqualTo(404);
        assertThat(api.patch(stranger, path, "{\"name\":\"x\"}").status()).isEqualTo(404);
        assertThat(api.delete(stranger, path).status()).isEqualTo(404);
        assertThat(api.get(stranger, "/api/v1/users").json().get("data")).isEmpty();
        assertThat(api.get(admin, "/api/v1/users").json().get("data")).hasSize(1);
    }
}
