package io.fermata.identity.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ways to have somebody, and what they carry, sent where no application is registered. */
@ServiceTest
class RedirectsIT {
    private final int port;
    private final Api api;
    private final Browser browser;
    private People.Person person = new People.Person("", "", "");

    RedirectsIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
        this.browser = new Browser(port);
    }

    @BeforeEach
    void somebodyIsSignedIn() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
    }

    @Test
    void theControlCenterIsAnsweredAtItsOwnPortAlone() {
        assertThat(Browser.location(ask(Applications.CONTROL_CENTER, "http://127.0.0.1:8081/callback")))
                .startsWith("http://127.0.0.1:8081/callback?code=");

        requireRefused(ask(Applications.CONTROL_CENTER, "http://127.0.0.1:45678/callback"));
    }

    @Test
    void anApplicationOfATenantIsAnsweredAtItsOwnPortAlone() {
        String client = registered();

        requireRefused(ask(client, "http://127.0.0.1:45679/callback"));
        requireRefused(ask(client, "http://127.0.0.1/callback"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:80@evil.example/bye",
                "http://127.0.0.1:80\\@evil.example/bye",
                "http://127.0.0.1:8080/bye",
                "http://127.0.0.1/bye#x",
                "http://EVIL.EXAMPLE/bye",
                "HTTP://127.0.0.1/bye",
                "//evil.example/bye"
            })
    void signingOutLeadsNobodyToAnotherSpellingOfTheAddress(String address) {
        Relying application = new Relying(port, registered());
        String signOut = application.signOut(
                application.signIn(browser, person, "openid").getIDToken());

        requireRefused(browser.open(signOut + "&post_logout_redirect_uri=" + encoded(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:80@evil.example/callback",
                "http://127.0.0.1:80\\@evil.example/callback",
                "http://evil.example:80/callback"
            })
    void theSignInFormLeadsNobodyToAStranger(String address) {
        String wanted = "/oauth2/authorize?client_id=fermata-cli&redirect_uri=" + encoded(address);

        HttpResponse<String> page = browser.open("/login?continue=" + encoded(wanted));

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("form-action 'self'");
    }

    private static void requireRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    private HttpResponse<String> ask(String client, String back) {
        return browser.open("/oauth2/authorize?response_type=code&scope=openid&state=s&client_id=" + client
                + "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256&redirect_uri=" + encoded(back));
    }

    private String registered() {
        return api.post(
                        Actors.admin(person.tenant()),
                        "/api/v1/oauth-clients",
                        "{\"name\":\"App\",\"type\":\"public\",\"redirect_uris\":[\"" + Relying.BACK + "\"],"
                                + "\"post_logout_redirect_uris\":[\"http://127.0.0.1/bye\"],"
                                + "\"scopes\":[\"openid\"]}")
                .string("/client/id");
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8);
    }
}
