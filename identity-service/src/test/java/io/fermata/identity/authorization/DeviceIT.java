package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class DeviceIT {
    private final int port;
    private final Relying cli;
    private People.Person person = new People.Person("", "", "");

    DeviceIT(@LocalServerPort int port) {
        this.port = port;
        this.cli = new Relying(port, Applications.COMMAND_LINE);
    }

    @BeforeEach
    void somebodyWithAPassword() {
        Api api = new Api(port);
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
    }

    @Test
    void connectsADeviceOnceItsPersonHasSaidYes() {
        DeviceAuthorizationSuccessResponse device = cli.startDevice("fermata");
        assertThat(Relying.error(cli.poll(device.getDeviceCode()))).isEqualTo("authorization_pending");
        Browser browser = new Browser(port);

        HttpResponse<String> consent = consent(browser, device);
        HttpResponse<String> done = browser.submit(consent, "/device", Map.of());

        assertThat(consent.body()).contains(device.getUserCode().getValue());
        assertThat(done.body()).contains("The device is connected");
        TokenResponse answer = cli.poll(device.getDeviceCode());
        assertThat(answer.indicatesSuccess()).isTrue();
        assertThat(IssueTokens.jwt(answer.toSuccessResponse()
                                .getTokens()
                                .getAccessToken()
                                .getValue())
                        .getSubject())
                .isEqualTo("user:" + person.id());
        assertThat(Relying.error(cli.poll(device.getDeviceCode()))).isIn("invalid_grant", "access_denied");
        assertThat(cli.refresh(answer.toSuccessResponse().getTokens().getRefreshToken())
                        .indicatesSuccess())
                .isTrue();
    }

    @Test
    void aYesOfBeforeConnectsNoOtherDevice() {
        Browser browser = new Browser(port);
        browser.submit(consent(browser, cli.startDevice("fermata")), "/device", Map.of());
        DeviceAuthorizationSuccessResponse attackers = cli.startDevice("fermata");

        HttpResponse<String> page = browser.follow(
                browser.open(attackers.getVerificationURIComplete().toString()));

        assertThat(page.body())
                .contains("Fermata command line wants to act for you")
                .contains(attackers.getUserCode().getValue())
                .contains("Do everything you may do");
        assertThat(Relying.error(cli.poll(attackers.getDeviceCode()))).isEqualTo("authorization_pending");
    }

    @Test
    void aYesToADeviceIsNoYesToTheNextProgramThatAsksForACode() {
        Browser browser = new Browser(port);
        browser.submit(consent(browser, cli.startDevice("fermata")), "/device", Map.of());

        String question = cli.ask("openid").request().toURI().toString();
        HttpResponse<String> page = browser.follow(browser.open(question.replace("scope=openid", "scope=fermata")));

        assertThat(page.body()).contains("wants to act for you");
    }

    @Test
    void aFormOfAnotherSiteConnectsNothing() {
        DeviceAuthorizationSuccessResponse device = cli.startDevice("fermata");
        Browser browser = new Browser(port);
        HttpResponse<String> consent = consent(browser, device);

        HttpResponse<String> answer = browser.submit(withoutFormToken(consent), "/device", Map.of());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(Relying.error(cli.poll(device.getDeviceCode()))).isEqualTo("authorization_pending");
    }

    @Test
    void asksWhatTheDeviceAskedForWhateverTheAddressSays() {
        Browser browser = new Browser(port);
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
        DeviceAuthorizationSuccessResponse device = cli.startDevice("fermata");
        String address = Browser.location(
                browser.open(device.getVerificationURIComplete().toString()));

        HttpResponse<String> page = browser.open(address.replace("scope=fermata", "scope=profile")
                .replace("client_id=fermata-cli", "client_id=control-center"));

        assertThat(page.body()).contains("Fermata command line").contains("Do everything you may do");
        assertThat(browser.open("/oauth2/consent?client_id=x&scope=x&state=made-up")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void tellsTheDeviceWhenItsPersonSaysNo() {
        DeviceAuthorizationSuccessResponse device = cli.startDevice("fermata");
        Browser browser = new Browser(port);
        HttpResponse<String> consent = consent(browser, device);

        String noForm = consent.body().substring(consent.body().lastIndexOf("<form"));
        HttpResponse<String> refused = browser.submit(noForm, "/device", Map.of());

        assertThat(refused.body()).contains("You said no.");
        assertThat(Relying.error(cli.poll(device.getDeviceCode()))).isEqualTo("access_denied");
    }

    @Test
    void knowsNoCodeThatWasNotGiven() {
        Browser browser = new Browser(port);
        browser.signIn(browser.open("/login"), person, People.PASSWORD);

        assertThat(browser.open("/device?user_code=BBBB-BBBB").statusCode()).isEqualTo(400);
    }

    private static String withoutFormToken(HttpResponse<String> page) {
        return page.body()
                .substring(page.body().indexOf("<form"))
                .replaceAll("<input type=\"hidden\" name=\"_csrf\"[^>]*>", "");
    }

    private HttpResponse<String> consent(Browser browser, DeviceAuthorizationSuccessResponse device) {
        HttpResponse<String> login =
                browser.follow(browser.open(device.getVerificationURIComplete().toString()));
        return browser.follow(browser.signIn(login, person, People.PASSWORD));
    }
}
