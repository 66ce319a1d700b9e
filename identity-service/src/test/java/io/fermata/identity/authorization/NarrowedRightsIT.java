package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.identity.testing.Refusals;
import io.fermata.localstack.junit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whose rights were narrowed uses none of the tokens that still name the old ones. */
@ServiceTest
class NarrowedRightsIT {
    private static final String ROLE = "/api/v1/roles/auditor";
    private static final String WIDER = "{\"permissions\":[\"audit:read\",\"runs:read\",\"agents:read\"]}";
    private static final String NARROWER = "{\"permissions\":[\"audit:read\"]}";

    private final int port;
    private final Api api;
    private final Refusals refusals;
    private String tenant = "";
    private String admin = "";

    NarrowedRightsIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
        this.refusals = new Refusals(api);
    }

    @BeforeEach
    void aRole() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
        api.post(admin, "/api/v1/roles", "{\"name\":\"auditor\",\"permissions\":[\"audit:read\",\"runs:read\"]}");
    }

    @Test
    void aPersonWhoseRoleLosesAPermission() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        String token = cli.signIn(
                        new Browser(port), new People(api).withPassword(tenant, "auditor"), "openid", "fermata")
                .getAccessToken()
                .getValue();

        api.patch(admin, ROLE, WIDER);
        assertThat(refusals.name(token)).isFalse();

        api.patch(admin, ROLE, NARROWER);
        assertThat(refusals.name(token)).isTrue();
    }

    @Test
    void aKeyWhoseRoleLosesAPermission() {
        String key = key("\"role\":\"auditor\"");
        String other = api.exchange(key("\"role\":\"viewer\""));
        String token = api.exchange(key);

        api.patch(admin, ROLE, NARROWER);

        assertThat(refusals.name(token)).isTrue();
        assertThat(refusals.name(other)).isFalse();
        assertThat(refusals.name(api.exchange(key))).isFalse();
    }

    @Test
    void aMachineWhoseRoleLosesAPermission() {
        String token = api.exchange(keyOf(machine()));

        api.patch(admin, ROLE, NARROWER);

        assertThat(refusals.name(token)).isTrue();
    }

    @Test
    void aMachineThatGetsALesserRole() {
        String machine = machine();
        String token = api.exchange(keyOf(machine));

        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"roles\":[\"auditor\",\"operator\"]}");
        assertThat(refusals.name(token)).isFalse();

        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"roles\":[\"agent-service\"]}");
        assertThat(refusals.name(token)).isTrue();
    }

    @Test
    void aMachineThatComesBackWithALesserRole() {
        String machine = machine();
        String token = api.exchange(keyOf(machine));

        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"status\":\"disabled\"}");
        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"roles\":[\"agent-service\"]}");
        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"status\":\"active\"}");

        assertThat(refusals.name(token)).isTrue();
    }

    private String machine() {
        return api.post(admin, "/api/v1/service-accounts", "{\"name\":\"deploy\",\"roles\":[\"auditor\"]}")
                .string("/id");
    }

    private String keyOf(String machine) {
        return key("\"permissions\":[\"runs:read\"],\"service_account_id\":\"" + machine + "\"");
    }

    private String key(String fields) {
        return api.post(admin, "/api/v1/api-keys", "{\"name\":\"k\"," + fields + "}")
                .string("/key");
    }
}
