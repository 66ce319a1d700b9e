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

    private HttpResponse<String> consent(Browser browser, DeviceAuthorizationSuccessResponse device) {
        HttpResponse<String> login =
                browser.follow(browser.open(device.getVerificationURIComplete().toString()));
        return browser.follow(browser.signIn(login, person, People.PASSWORD));
    }
}
