package io.fermata.identity.serviceaccount;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class ServiceAccountsIT {
    private final Api api;
    private String tenant = "";
    private String admin = "";
    private String account = "";

    ServiceAccountsIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void aMachine() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
        account = api.post(admin, "/api/v1/service-accounts", "{\"name\":\"deploy\",\"roles\":[\"operator\"]}")
                .string("/id");
    }

    @Test
    void holdsKeysThatAllowNoMoreThanItMay() {
        assertThat(key("\"role\":\"admin\"").status()).isEqualTo(422);
        Api.Answer key = key("\"role\":\"operator\"");
        assertThat(key.string("/service_account_id")).isEqualTo(account);
        assertThat(exchange(key.string("/key")).string("/scope").split(" ")).hasSize(11);

        api.patch(admin, "/api/v1/service-accounts/" + account, "{\"roles\":[\"agent-service\"]}");

        assertThat(exchange(key.string("/key")).string("/scope").split(" ")).hasSize(4);
    }

    @Test
    void decidesNoApprovalsAsAnAgentService() {
        api.patch(admin, "/api/v1/service-accounts/" + account, "{\"roles\":[\"agent-service\"]}");

        Api.Answer token = exchange(key("\"role\":\"agent-service\"").string("/key"));

        assertThat(token.string("/scope").split(" ")).contains("runs:create").doesNotContain("approvals:decide");
        assertThat(key("\"role\":\"operator\"").status()).isEqualTo(422);
    }

    @Test
    void takesItsKeysAlongWhenItIsDisabled() {
        Api.Answer key = key("\"role\":\"operator\"");

        api.patch(admin, "/api/v1/service-accounts/" + account, "{\"status\":\"disabled\"}");
        assertThat(exchange(key.string("/key")).status()).isEqualTo(401);

        api.patch(admin, "/api/v1/service-accounts/" + account, "{\"status\":\"active\"}");
        assertThat(exchange(key.string("/key")).status()).isEqualTo(200);
    }

    @Test
    void letsNobodyGiveItMoreThanTheyHold() {
        String clerk = TestTokens.token(tenant, "keys:read", "keys:write", "runs:read");

        assertThat(api.post(clerk, "/api/v1/service-accounts", "{\"name\":\"x\",\"roles\":[\"viewer\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(api.patch(clerk, "/api/v1/service-accounts/" + account, "{\"status\":\"disabled\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void hidesItselfFromOtherTenants() {
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.get(stranger, "/api/v1/service-accounts/" + account).status())
                .isEqualTo(404);
        assertThat(api.patch(stranger, "/api/v1/service-accounts/" + account, "{}")
                        .status())
                .isEqualTo(404);
        assertThat(api.post(
                                stranger,
                                "/api/v1/api-keys",
                                "{\"name\":\"k\",\"role\":\"viewer\",\"service_account_id\":\"" + account + "\"}")
                        .status())
                .isEqualTo(422);
    }

    private Api.Answer key(String grant) {
        return api.post(
                admin, "/api/v1/api-keys", "{\"name\":\"k\"," + grant + ",\"service_account_id\":\"" + account + "\"}");
    }

    private Api.Answer exchange(String key) {
        return api.form(
                "/oauth2/token",
                "grant_type=urn:ietf:params:oauth:grant-type:token-exchange"
                        + "&subject_token_type=urn:fermata:params:oauth:token-type:api-key&subject_token=" + key);
    }
}
