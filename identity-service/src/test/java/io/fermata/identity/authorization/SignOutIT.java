package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.json.Json;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class SignOutIT {
    private static final URI BYE = URI.create("https://app.example.com/bye");

    private final int port;
    private final Api api;
    private People.Person person = new People.Person("", "", "");
    private Browser browser = new Browser(0);
    private Relying application;
    private OIDCTokens tokens;

    SignOutIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
    }

    @BeforeEach
    void somebodyIsSignedIn() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
        browser = new Browser(port);
        application = new Relying(port, registered());
        tokens = application.signIn(browser, person, "openid", "runs:read");
    }

    @Test
    void endsTheSessionAndTheTokensAndSendsThePersonBack() {
        HttpResponse<String> answer = browser.open(application.signOut(tokens.getIDToken(), BYE));

        assertThat(Browser.location(answer)).isEqualTo("https://app.example.com/bye?state=left");
        assertThat(asksForThePassword(browser)).isTrue();
        assertThat(Relying.error(application.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(application.userInfo(tokens.getAccessToken()).getStatusCode())
                .isEqualTo(401);
        assertThat(api.send("GET", "/internal/v1/revocations", "").text()).contains(fingerprint());
    }

    @Test
    void saysSoOnAPageOfItsOwnWhenTheApplicationNamesNone() {
        HttpResponse<String> page = browser.follow(browser.open(application.signOut(tokens.getIDToken())));

        assertThat(page.body()).contains("You are signed out");
    }

    @Test
    void sendsNobodyToAnAddressThatIsNotRegistered() {
        HttpResponse<String> answer = browser.open(
                application.signOut(tokens.getIDToken(), URI.create("https://app.example.com/bye/elsewhere")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
        requireStillSignedIn();
    }

    @Test
    void refusesTheIdTokenOfAnotherApplication() {
        HttpResponse<String> answer =
                browser.open(application.signOut(tokens.getIDToken(), BYE) + "&client_id=" + registered());

        assertThat(answer.statusCode()).isEqualTo(400);
        requireStillSignedIn();
    }

    @Test
    void asksThePersonWhenNoApplicationSpeaksForThem() {
        HttpResponse<String> page = browser.open("/oauth2/logout?post_logout_redirect_uri=https://evil.example.com");

        assertThat(page.body()).contains("Do you want to sign out?").doesNotContain("evil");
        requireStillSignedIn();
        browser.submit(page, "/logout", Map.of());
        assertThat(asksForThePassword(browser)).isTrue();
    }

    @Test
    void takesNothingForAnIdTokenThatIsNone() throws ParseException {
        String forged = TestTokens.sign(
                Map.of("alg", "RS256", "typ", "JWT", "kid", "test-key"),
                tokens.getIDToken().getJWTClaimsSet().toJSONObject());

        for (String hint : new String[] {forged, tokens.getAccessToken().getValue(), "e30.e30.", "made-up"}) {
            assertThat(browser.open("/oauth2/logout?id_token_hint=" + hint).body())
                    .contains("Do you want to sign out?");
        }
        requireStillSignedIn();
    }

    @Test
    void leavesSomebodyElseAtTheBrowserSignedIn() {
        Browser shared = new Browser(port);
        People.Person other = new People(api).withPassword(person.tenant(), "viewer");
        shared.signIn(shared.open("/login"), other, People.PASSWORD);

        shared.open(application.signOut(tokens.getIDToken(), BYE));

        assertThat(asksForThePassword(shared)).isFalse();
        assertThat(Relying.error(application.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
    }

    @Test
    void isAskedByPostToo() {
        Api.Answer answer = api.form(
                "/oauth2/logout",
                "id_token_hint=" + tokens.getIDToken().getParsedString() + "&post_logout_redirect_uri="
                        + URLEncoder.encode(BYE.toString(), StandardCharsets.UTF_8));

        assertThat(answer.http().headers().firstValue("Location")).hasValue(BYE.toString());
        assertThat(Relying.error(application.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
    }

    private void requireStillSignedIn() {
        assertThat(asksForThePassword(browser)).isFalse();
        assertThat(application.userInfo(tokens.getAccessToken()).getStatusCode())
                .isEqualTo(200);
    }

    private boolean asksForThePassword(Browser somebodys) {
        String question = application.ask("openid").request().toURI().toString();
        HttpResponse<String> answer = somebodys.follow(somebodys.open(question));
        return answer.body().contains("name=\"password\"");
    }

    private String registered() {
        return api.post(
                        Actors.admin(person.tenant()),
                        "/api/v1/oauth-clients",
                        "{\"name\":\"App\",\"type\":\"public\",\"redirect_uris\":[\"" + Relying.BACK + "\"],"
                                + "\"post_logout_redirect_uris\":[\"" + BYE + "\"],"
                                + "\"scopes\":[\"openid\",\"runs:read\"]}")
                .string("/client/id");
    }

    private String fingerprint() {
        String token = IssueTokens.jwt(tokens.getAccessToken().getValue()).getId();
        return Json.sha256(("token:" + token).getBytes(StandardCharsets.UTF_8));
    }
}
