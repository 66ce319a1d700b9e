package io.fermata.identity.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.localstack.junit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class ClientsIT {
    private final Api api;
    private String tenant = "";
    private String admin = "";

    ClientsIT(@LocalServerPort int port) {
        this.api = new Api(port);
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @Test
    void showsASecretOnceAndOnlyToThoseWhoCanKeepIt() {
        Api.Answer kept = create("\"confidential\"", "\"https://app.example.com/back\"", "\"openid\"");
        Api.Answer open = create("\"public\"", "\"https://app.example.com/back\"", "\"openid\"");

        assertThat(kept.status()).isEqualTo(201);
        assertThat(kept.string("/secret")).startsWith("fcs_");
        assertThat(open.json().get("secret").isNull()).isTrue();
        assertThat(api.get(admin, "/api/v1/oauth-clients/" + kept.string("/client/id"))
                        .text())
                .doesNotContain("fcs_");
    }

    @Test
    void tellsAnApplicationNothingAboutTokensThatAreNotItsTenants() {
        Api.Answer kept = create("\"confidential\"", "\"https://app.example.com/back\"", "\"openid\"");

        Api.Answer answer = introspect(kept.string("/client/id"), kept.string("/secret"), "made-up");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"active\":false}");
        assertThat(introspect(kept.string("/client/id"), "fcs_wrong", "made-up").status())
                .isEqualTo(401);
        assertThat(api.form("/oauth2/introspect", "token=made-up").status()).isIn(400, 401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"public\"|\"http://app.example.com/back\"|\"openid\"",
                "\"public\"|\"https://user@app.example.com/back\"|\"openid\"",
                "\"public\"|\"http://user@127.0.0.1/back\"|\"openid\"",
                "\"public\"|\"https://app.example.com/#x\"|\"openid\"",
                "\"public\"|\"javascript:alert(1)\"|\"openid\"",
                "\"public\"|\"https://app.example.com/back\"|\"platform:admin\"",
                "\"secret\"|\"https://app.example.com/back\"|\"openid\""
            })
    void refusesApplicationsThatMakeNoSense(String type, String redirect, String scope) {
        assertThat(create(type, redirect, scope).status()).isEqualTo(422);
    }

    @Test
    void sendsPeopleOnAfterSignOutOnlyWhereThatMakesSense() {
        Api.Answer sensible = createLeadingTo("https://app.example.com/bye");

        assertThat(sensible.json().at("/client/post_logout_redirect_uris").toString())
                .isEqualTo("[\"https://app.example.com/bye\"]");
        assertThat(createLeadingTo("http://app.example.com/bye").string("/errors/0/pointer"))
                .isEqualTo("/post_logout_redirect_uris/0");
    }

    @Test
    void hidesApplicationsFromOtherTenants() {
        String path = "/api/v1/oauth-clients/"
                + create("\"public\"", "\"https://app.example.com/back\"", "\"openid\"")
                        .string("/client/id");
        String stranger = Actors.admin(new Actors(api).newTenantId());

        assertThat(api.get(stranger, path).status()).isEqualTo(404);
        assertThat(api.delete(stranger, path).status()).isEqualTo(404);
        assertThat(api.delete(admin, path).status()).isEqualTo(204);
        assertThat(api.get(admin, path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fermata", "runs:create"})
    void letsNobodyEnterOrRemoveAnApplicationThatReachesFurtherThanThey(String scope) {
        String clerk = Actors.clerk(tenant, "keys:read", "keys:write");
        String far = "\"" + scope + "\"";
        String path = "/api/v1/oauth-clients/"
                + create("\"public\"", "\"https://app.example.com/back\"", far).string("/client/id");

        assertThat(api.delete(clerk, path).status()).isEqualTo(403);
        assertThat(create(clerk, "\"public\"", "\"https://app.example.com/back\"", far)
                        .status())
                .isEqualTo(403);
        assertThat(api.get(admin, path).status()).isEqualTo(200);
    }

    private Api.Answer introspect(String id, String secret, String token) {
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return api.form("/oauth2/introspect", "token=" + token, "Authorization", "Basic " + basic);
    }

    private Api.Answer createLeadingTo(String address) {
        return api.post(
                admin,
                "/api/v1/oauth-clients",
                "{\"name\":\"App\",\"type\":\"public\",\"redirect_uris\":[\"https://app.example.com/back\"],"
                        + "\"post_logout_redirect_uris\":[\"" + address + "\"],\"scopes\":[\"openid\"]}");
    }

    private Api.Answer create(String type, String redirect, String scope) {
        return create(admin, type, redirect, scope);
    }

    private Api.Answer create(String token, String type, String redirect, String scope) {
        return api.post(
                token,
                "/api/v1/oauth-clients",
                "{\"name\":\"App\",\"type\":" + type + ",\"redirect_uris\":[" + redirect + "],\"scopes\":[" + scope
                        + "]}");
    }
}
