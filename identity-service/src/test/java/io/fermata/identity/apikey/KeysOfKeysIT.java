package io.fermata.identity.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whoever has a key for a while, or a machine's, makes no key with it that goes on afterwards. */
@ServiceTest
class KeysOfKeysIT {
    private static final String SOON = "2100-01-01T00:00:00Z";
    private static final String LATER = "2100-01-01T00:00:01Z";
    private static final String EXPIRING = ",\"expires_at\":\"" + SOON + "\"";

    private final Api api;
    private String tenant = "";
    private String admin = "";

    KeysOfKeysIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @Test
    void aKeyThatExpiresIssuesNoneThatLivesLonger() {
        String holder = holder(issue(admin, EXPIRING));

        Api.Answer later = issue(holder, ",\"expires_at\":\"" + LATER + "\"");

        assertThat(later.status()).isEqualTo(422);
        assertThat(later.string("/errors/0/pointer")).isEqualTo("/expires_at");
        assertThat(issue(holder, "").string("/expires_at")).isEqualTo(SOON);
        assertThat(issue(holder, ",\"expires_at\":\"2099-01-01T00:00:00Z\"").string("/expires_at"))
                .isEqualTo("2099-01-01T00:00:00Z");
    }

    @Test
    void aKeyThatExpiresRotatesNoneThatLivesLonger() {
        Api.Answer expiring = issue(admin, EXPIRING);
        Api.Answer lasting = issue(admin, "");

        assertThat(rotate(holder(expiring), lasting)).isEqualTo(403);
        assertThat(rotate(holder(expiring), expiring)).isEqualTo(200);
        assertThat(rotate(holder(lasting), expiring)).isEqualTo(200);
    }

    @Test
    void aMachinesKeyIssuesKeysOfThatMachineOnly() {
        String machine = account("deploy");
        String holder = holder(issue(admin, of(machine)));

        Api.Answer foreign = issue(holder, of(account("another")));

        assertThat(issue(holder, "").string("/service_account_id")).isEqualTo(machine);
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.string("/errors/0/pointer")).isEqualTo("/service_account_id");
    }

    @Test
    void aMachinesKeyRotatesNoneThatOutlivesTheMachine() {
        Api.Answer machines = issue(admin, of(account("deploy")));

        assertThat(rotate(holder(machines), issue(admin, ""))).isEqualTo(403);
        assertThat(rotate(holder(machines), machines)).isEqualTo(200);
    }

    @Test
    void nothingThatADisabledMachineHasIssuedWorks() {
        String machine = account("deploy");
        Api.Answer child = issue(holder(issue(admin, of(machine))), "");

        api.patch(admin, "/api/v1/service-accounts/" + machine, "{\"status\":\"disabled\"}");

        assertThat(api.form(
                                "/oauth2/token",
                                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                                        + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key"
                                        + "&subject_token=" + child.string("/key"))
                        .status())
                .isEqualTo(401);
    }

    private String account(String name) {
        return api.post(admin, "/api/v1/service-accounts", "{\"name\":\"" + name + "\",\"roles\":[\"admin\"]}")
                .string("/id");
    }

    private static String of(String account) {
        return ",\"service_account_id\":\"" + account + "\"";
    }

    private String holder(Api.Answer key) {
        return Actors.holder(key, tenant, "keys:read", "keys:write");
    }

    private Api.Answer issue(String token, String more) {
        return api.post(
                token,
                "/api/v1/api-keys",
                "{\"name\":\"k\",\"permissions\":[\"keys:read\",\"keys:write\"]" + more + "}");
    }

    private int rotate(String token, Api.Answer key) {
        return api.post(token, "/api/v1/api-keys/" + key.string("/id") + "/rotate", "")
                .status();
    }
}
