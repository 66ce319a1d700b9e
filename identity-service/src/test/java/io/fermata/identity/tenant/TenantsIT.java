package io.fermata.identity.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.permission.Role;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.tenancy.TenantTableHygiene;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class TenantsIT {
    private final Api api;
    private final Actors actors;
    private final DataSource database;

    TenantsIT(@LocalServerPort int port, @Autowired DataSource database) {
        this.api = new Api(port);
        this.actors = new Actors(api);
        this.database = database;
    }

    @Test
    void createsATenantWithTheKeyOfItsFirstAdministrator() {
        Api.Answer created = api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"id\":\"acme\",\"name\":\"Acme\"}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.string("/id")).isEqualTo("acme");
        assertThat(created.string("/status")).isEqualTo("active");
        assertThat(created.string("/admin_key")).matches("fk_local_[0-9a-f]{48}");
        assertThat(created.http().headers().firstValue("Location")).hasValue("/api/v1/tenants/acme");
        assertThat(api.get(Actors.admin("acme"), "/api/v1/tenants/acme").text()).doesNotContain("key");
    }

    @Test
    void makesUpAnIdWhenNoneIsGiven() {
        Api.Answer created = api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"name\":\"Nameless\"}");

        assertThat(created.string("/id")).matches("tnt-[0-9a-f]{32}");
    }

    @Test
    void refusesASecondTenantOfTheSameId() {
        String id = actors.newTenantId();

        Api.Answer again =
                api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"id\":\"" + id + "\",\"name\":\"x\"}");

        assertThat(again.status()).isEqualTo(409);
        assertThat(api.get(Actors.admin(id), "/api/v1/tenants/" + id).string("/name"))
                .isEqualTo("Team");
    }

    @Test
    void pointsAtWhatIsWrongWithARequest() {
        Api.Answer answer = api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"id\":\"A!\",\"name\":\" \"}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("urn:problem:validation", "\"/id\"", "\"/name\"");
    }

    @Test
    void takesNoServerOwnedField() {
        Api.Answer answer =
                api.post(Actors.platformAdmin(), "/api/v1/tenants", "{\"name\":\"x\",\"status\":\"active\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("urn:problem:unknown-property");
    }

    @Test
    void letsOnlyThePlatformCreateAndListTenants() {
        String admin = Actors.admin(actors.newTenantId());

        assertThat(api.post(admin, "/api/v1/tenants", "{\"name\":\"x\"}").status())
                .isEqualTo(403);
        assertThat(api.get(admin, "/api/v1/tenants").status()).isEqualTo(403);
    }

    @Test
    void hidesATenantFromOthers() {
        String mine = actors.newTenantId();
        String theirs = actors.newTenantId();

        assertThat(api.get(Actors.admin(mine), "/api/v1/tenants/" + theirs).status())
                .isEqualTo(404);
        assertThat(api.patch(Actors.admin(mine), "/api/v1/tenants/" + theirs, "{\"name\":\"mine\"}")
                        .status())
                .isEqualTo(404);
        assertThat(api.get(Actors.platformAdmin(), "/api/v1/tenants/" + theirs).string("/name"))
                .isEqualTo("Team");
        assertThat(api.get(Actors.platformAdmin(), "/api/v1/tenants/NO%20SUCH").status())
                .isEqualTo(404);
    }

    @Test
    void letsAnAdministratorMarkItsPayloadsSensitiveAndTakeTheMarkAway() {
        String id = actors.newTenantId();
        String path = "/api/v1/tenants/" + id;
        assertThat(api.get(Actors.admin(id), path)
                        .json()
                        .get("sensitive_payloads")
                        .asBoolean())
                .isFalse();

        Api.Answer marked = api.patch(Actors.admin(id), path, "{\"sensitive_payloads\":true}");
        Api.Answer renamed = api.patch(Actors.admin(id), path, "{\"name\":\"New\"}");
        Api.Answer freed = api.patch(Actors.admin(id), path, "{\"sensitive_payloads\":false}");

        assertThat(marked.json().get("sensitive_payloads").asBoolean()).isTrue();
        assertThat(renamed.json().get("sensitive_payloads").asBoolean()).isTrue();
        assertThat(freed.json().get("sensitive_payloads").asBoolean()).isFalse();
        assertThat(api.patch(Actors.admin(id), path, "{\"sensitive_payloads\":\"yes\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void letsAnAdministratorNameWhatIsNotShownLive() {
        String id = actors.newTenantId();
        String path = "/api/v1/tenants/" + id;

        Api.Answer chosen =
                api.patch(Actors.admin(id), path, "{\"stream_redaction\":[\"email\",\"credit-card\",\"email\"]}");
        Api.Answer wrong = api.patch(Actors.admin(id), path, "{\"stream_redaction\":[\"email\",\"shoe-size\"]}");

        assertThat(chosen.json().get("stream_redaction").toString()).isEqualTo("[\"email\",\"credit-card\"]");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("/stream_redaction/1");
        assertThat(api.get(Actors.admin(id), path).json().get("stream_redaction"))
                .hasSize(2);
    }

    @Test
    void letsAnAdministratorPreventSelfApproval() {
        String id = actors.newTenantId();
        String path = "/api/v1/tenants/" + id;
        assertThat(api.get(Actors.admin(id), path)
                        .json()
                        .get("prevent_self_approval")
                        .asBoolean())
                .isFalse();

        Api.Answer prevented = api.patch(Actors.admin(id), path, "{\"prevent_self_approval\":true}");
        Api.Answer operator = api.patch(Actors.withRole(id, Role.OPERATOR), path, "{\"prevent_self_approval\":false}");

        assertThat(prevented.json().get("prevent_self_approval").asBoolean()).isTrue();
        assertThat(operator.status()).isEqualTo(403);
        assertThat(api.get(Actors.admin(id), path)
                        .json()
                        .get("prevent_self_approval")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void marksATenantFromItsBeginning() {
        Api.Answer created = api.post(
                Actors.platformAdmin(),
                "/api/v1/tenants",
                "{\"name\":\"Discreet\",\"sensitive_payloads\":true,\"prevent_self_approval\":true}");

        assertThat(created.json().get("sensitive_payloads").asBoolean()).isTrue();
        assertThat(created.json().get("prevent_self_approval").asBoolean()).isTrue();
        assertThat(api.get(Actors.platformAdmin(), "/api/v1/tenants/" + created.string("/id"))
                        .json()
                        .get("sensitive_payloads")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void listsTenantsNewestFirstPageByPage() {
        String older = actors.newTenantId();
        String newer = actors.newTenantId();

        JsonNode first =
                api.get(Actors.platformAdmin(), "/api/v1/tenants?limit=1").json();
        JsonNode second = api.get(
                        Actors.platformAdmin(),
                        "/api/v1/tenants?limit=1&cursor="
                                + first.get("next_cursor").asString())
                .json();

        assertThat(first.at("/data/0/id").asString()).isEqualTo(newer);
        assertThat(second.at("/data/0/id").asString()).isEqualTo(older);
    }

    @Test
    void letsAnAdministratorRenameButNotSuspend() {
        String id = actors.newTenantId();

        Api.Answer renamed =
                api.patch(Actors.admin(id), "/api/v1/tenants/" + id, "{\"name\":\"New\"}", "If-Match", "\"0\"");
        Api.Answer stale =
                api.patch(Actors.admin(id), "/api/v1/tenants/" + id, "{\"name\":\"Old\"}", "If-Match", "\"0\"");
        Api.Answer suspended = api.patch(Actors.admin(id), "/api/v1/tenants/" + id, "{\"status\":\"suspended\"}");

        assertThat(renamed.string("/name")).isEqualTo("New");
        assertThat(renamed.http().headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(suspended.status()).isEqualTo(403);
        assertThat(api.patch(Actors.withRole(id, Role.VIEWER), "/api/v1/tenants/" + id, "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void neverSuspendsThePlatformItself() {
        Api.Answer answer = api.patch(Actors.platformAdmin(), "/api/v1/tenants/platform", "{\"status\":\"suspended\"}");

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void keepsEveryTableBehindRowLevelSecurity() {
        assertThat(new TenantTableHygiene(database).violations()).isEmpty();
    }
}
