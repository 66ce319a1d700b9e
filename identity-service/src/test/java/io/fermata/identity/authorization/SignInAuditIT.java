package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.AuditTopic;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Each sign-in at an application, and each one refused, is in the trail of the tenant whose it is. */
@ServiceTest
class SignInAuditIT {
    private static final String SIGN_IN = "oauth_client.sign_in";
    private static final String AUTHENTICATE = "oauth_client.authenticate";

    private final AuditTopic audit = new AuditTopic();
    private final int port;
    private final Api api;
    private final Relying cli;
    private final Browser browser;
    private People.Person person = new People.Person("", "", "");

    SignInAuditIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
        this.cli = new Relying(port, Applications.COMMAND_LINE);
        this.browser = new Browser(port);
    }

    @BeforeEach
    void somebodyWithAPassword() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
    }

    @AfterEach
    void close() {
        audit.close();
    }

    @Test
    void aSignInWithACodeIsToldOnce() {
        var tokens = cli.signIn(browser, person, "openid", "fermata");
        cli.refresh(tokens.getRefreshToken());

        JsonNode told = await(SIGN_IN);
        assertThat(told.path("outcome").asString()).isEqualTo("succeeded");
        assertThat(told.path("actor").asString()).isEqualTo("user:" + person.id());
        assertThat(told.path("resource_id").asString()).isEqualTo("fermata-cli");
        assertThat(told.at("/details/by").asString()).isEqualTo("authorization_code");
        cli.revoke(tokens.getAccessToken());
        await("token.revoke");
        assertThat(told(SIGN_IN)).hasSize(1);
        assertThat(audit.of(person.tenant()).toString())
                .doesNotContain(
                        tokens.getAccessToken().getValue(),
                        tokens.getRefreshToken().getValue());
    }

    @Test
    void aSignInOfADeviceIsTold() {
        DeviceAuthorizationSuccessResponse device = cli.startDevice("fermata");
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
        var consent =
                browser.follow(browser.open(device.getVerificationURIComplete().toString()));
        browser.submit(consent, "/device", Map.of());

        assertThat(cli.poll(device.getDeviceCode()).indicatesSuccess()).isTrue();

        assertThat(await(SIGN_IN).at("/details/by").asString()).endsWith("device_code");
    }

    @Test
    void aStolenCodeWithoutItsVerifierIsToldToThePersonsTenant() {
        AuthorizationCode code = cli.code(cli.ask("openid"), browser, person);

        assertThat(Relying.error(cli.redeem(code, new CodeVerifier()))).isEqualTo("invalid_grant");

        JsonNode told = await(AUTHENTICATE);
        assertThat(told.path("outcome").asString()).isEqualTo("denied");
        assertThat(told.at("/details/reason").asString()).isEqualTo("the verifier is not the one of the code");
        assertThat(told.toString()).doesNotContain(code.getValue());
    }

    @Test
    void aGuessedSecretOfAnApplicationIsToldWhereverItIsTried() {
        String client = registered("confidential");

        for (String path : List.of("/oauth2/token", "/oauth2/introspect", "/oauth2/revoke")) {
            assertThat(guess(client, path)).isEqualTo(401);
            JsonNode told = audit.await(
                    person.tenant(),
                    one -> one.at("/details/endpoint").asString("").equals(path));
            assertThat(told.path("actor").asString()).isEqualTo("client:" + client);
            assertThat(told.toString()).doesNotContain("fcs_guessed");
        }
    }

    @Test
    void aFloodOfGuessesIsCountedAndNotWritten() {
        String client = registered("confidential");

        for (int i = 0; i < 25; i++) {
            guess(client, "/oauth2/introspect");
        }

        api.delete(Actors.admin(person.tenant()), "/api/v1/oauth-clients/" + client);
        await("oauth_client.delete");
        assertThat(told(AUTHENTICATE)).hasSizeLessThanOrEqualTo(20);
    }

    @Test
    void aStrangerAtAnApplicationIsToldToTheirOwnTenantAlone() {
        String client = registered("public");
        People.Person stranger = new People(api).withPassword(new Actors(api).newTenantId(), "admin");
        browser.signIn(browser.open("/login"), stranger, People.PASSWORD);

        browser.open(new Relying(port, client).ask("openid").request().toURI().toString());

        JsonNode told = firstSignIn(stranger.tenant());
        assertThat(told.path("outcome").asString()).isEqualTo("denied");
        assertThat(told.path("actor").asString()).isEqualTo("user:" + stranger.id());
        assertThat(told.path("resource_id").asString()).isEqualTo(client);
        api.delete(Actors.admin(person.tenant()), "/api/v1/oauth-clients/" + client);
        await("oauth_client.delete");
        assertThat(audit.of(person.tenant()).toString()).doesNotContain(stranger.id());
    }

    private static JsonNode firstSignIn(String tenant) {
        try (AuditTopic trail = new AuditTopic()) {
            return trail.await(tenant, told -> told.path("action").asString().equals(SIGN_IN));
        }
    }

    private JsonNode await(String action) {
        return audit.await(
                person.tenant(), told -> told.path("action").asString().equals(action));
    }

    private List<JsonNode> told(String action) {
        return audit.of(person.tenant()).stream()
                .filter(told -> told.path("action").asString().equals(action))
                .toList();
    }

    private int guess(String client, String path) {
        String basic = Base64.getEncoder().encodeToString((client + ":fcs_guessed").getBytes(StandardCharsets.UTF_8));
        String form = "grant_type=authorization_code&code=made-up&redirect_uri=" + Relying.BACK + "&token=made-up";
        return api.form(path, form, "Authorization", "Basic " + basic).status();
    }

    private String registered(String type) {
        return api.post(
                        Actors.admin(person.tenant()),
                        "/api/v1/oauth-clients",
                        "{\"name\":\"App\",\"type\":\"" + type + "\",\"redirect_uris\":[\"" + Relying.BACK + "\"],"
                                + "\"scopes\":[\"openid\"]}")
                .string("/client/id");
    }
}
