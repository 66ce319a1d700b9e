package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class FreshSignInIT {
    private static final String BACK = "http://127.0.0.1:8081/callback";

    private final int port;
    private final Api api;
    private final Browser browser;
    private People.Person person = new People.Person("", "", "");

    FreshSignInIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
        this.browser = new Browser(port);
    }

    @BeforeEach
    void somebodyIsSignedIn() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openid", "fermata"})
    void whoeverWantsNothingShownHearsThatNobodyIsSignedIn(String scope) {
        String answer = Browser.location(new Browser(port).open(request(scope) + "&prompt=none"));

        assertThat(answer).startsWith(BACK + "?error=login_required").endsWith("&state=s");
    }

    @Test
    void whoeverWantsNothingShownIsAnsweredForSomebodyWhoIsSignedIn() {
        assertThat(Browser.location(browser.open(request("openid") + "&prompt=none&max_age=3600")))
                .startsWith(BACK + "?code=");
        assertThat(Browser.location(browser.open(request("openid") + "&prompt=none&max_age=0")))
                .startsWith(BACK + "?error=login_required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prompt=login", "max_age=0", "prompt=login&max_age=0"})
    void aSessionThatWasLeftOpenIsNotEnoughForWhoeverWantsAFreshSignIn(String wish) {
        HttpResponse<String> page = browser.follow(browser.open(request("openid") + "&" + wish));

        assertThat(page.body()).contains("name=\"password\"");
        HttpResponse<String> answer = browser.signIn(page, person, People.PASSWORD);
        assertThat(Browser.location(browser.open(Browser.location(answer)))).startsWith(BACK + "?code=");
    }

    private static String request(String scope) {
        return "/oauth2/authorize?response_type=code&client_id=control-center&state=s&scope=" + scope
                + "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256"
                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A8081%2Fcallback";
    }
}
