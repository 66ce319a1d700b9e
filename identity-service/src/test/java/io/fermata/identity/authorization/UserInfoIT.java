package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest
class UserInfoIT {
    private final int port;
    private final Api api;
    private final Relying cli;
    private People.Person person = new People.Person("", "", "");

    UserInfoIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
        this.cli = new Relying(port, Applications.COMMAND_LINE);
    }

    @BeforeEach
    void somebodyWithAPassword() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
    }

    @Test
    void tellsWhoSignedIn() throws ParseException {
        OIDCTokens tokens = cli.signIn(new Browser(port), person, "openid", "profile", "email");

        UserInfo about = UserInfoResponse.parse(cli.userInfo(tokens.getAccessToken()))
                .toSuccessResponse()
                .getUserInfo();

        assertThat(about.getSubject().getValue()).isEqualTo("user:" + person.id());
        assertThat(about.getStringClaim("tenant")).isEqualTo(person.tenant());
        assertThat(about.getName()).isEqualTo("Pat");
        assertThat(about.getEmailAddress()).isEqualTo(person.email());
    }

    @Test
    void tellsNothingThatWasNotAskedFor() throws ParseException {
        HTTPResponse answer = cli.userInfo(signedIn("openid").getAccessToken());

        assertThat(answer.getBodyAsJSONObject().keySet()).containsExactlyInAnyOrder("sub", "tenant");
        assertThat(answer.getHeaderValue("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void refusesATokenThatWasGivenWithoutTheScopeOpenid() {
        OIDCTokens first = signedIn("openid", "profile");
        OIDCTokens narrower = Relying.tokens(cli.refresh(first.getRefreshToken(), "profile"));

        HTTPResponse answer = cli.userInfo(narrower.getAccessToken());

        assertThat(answer.getStatusCode()).isEqualTo(403);
        assertThat(answer.getBody()).contains("urn:problem:forbidden");
    }

    @Test
    void refusesARevokedToken() {
        OIDCTokens alone = signedIn("openid");
        OIDCTokens family = signedIn("openid");

        cli.revoke(alone.getAccessToken());
        cli.revoke(family.getRefreshToken());

        requireUnauthenticated(cli.userInfo(alone.getAccessToken()));
        requireUnauthenticated(cli.userInfo(family.getAccessToken()));
    }

    @Test
    void refusesTheTokenOfSomebodyWhoWasDisabled() {
        OIDCTokens tokens = signedIn("openid");

        api.patch(Actors.admin(person.tenant()), "/api/v1/users/" + person.id(), "{\"status\":\"disabled\"}");

        requireUnauthenticated(cli.userInfo(tokens.getAccessToken()));
    }

    @Test
    void refusesWhatIsNoAccessTokenOfASignIn() {
        OIDCTokens tokens = signedIn("openid");

        requireUnauthenticated(
                cli.userInfo(new BearerAccessToken(tokens.getRefreshToken().getValue())));
        requireUnauthenticated(
                cli.userInfo(new BearerAccessToken(tokens.getIDToken().getParsedString())));
        requireUnauthenticated(cli.userInfo(new BearerAccessToken(Actors.admin(person.tenant()))));
        assertThat(api.send("POST", "/oauth2/userinfo", "").status()).isEqualTo(401);
    }

    private OIDCTokens signedIn(String... scopes) {
        return cli.signIn(new Browser(port), person, scopes);
    }

    private static void requireUnauthenticated(HTTPResponse answer) {
        assertThat(answer.getStatusCode()).isEqualTo(401);
        assertThat(answer.getBody()).contains("urn:problem:unauthenticated");
        assertThat(answer.getHeaderValue("WWW-Authenticate")).startsWith("Bearer");
    }
}
