package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.fermata.identity.client.Applications;
import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.json.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServiceTest
class SignInIT {
    private final int port;
    private final Api api;
    private People.Person person = new People.Person("", "", "");

    SignInIT(@LocalServerPort int port) {
        this.port = port;
        this.api = new Api(port);
    }

    @BeforeEach
    void somebodyWithAPassword() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "operator");
    }

    @Test
    void signsAPersonInWithACodeAndPkce() throws Exception {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        Relying.Asked asked = cli.ask("openid", "profile", "email", "fermata");

        OIDCTokens tokens = Relying.tokens(cli.redeem(asked, cli.code(asked, new Browser(port), person)));

        SignedJWT access = SignedJWT.parse(tokens.getAccessToken().getValue());
        JWTClaimsSet claims = access.getJWTClaimsSet();
        assertThat(access.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(claims.getSubject()).isEqualTo("user:" + person.id());
        assertThat(claims.getAudience()).containsExactly("fermata");
        assertThat(claims.getStringClaim("tenant")).isEqualTo(person.tenant());
        assertThat(claims.getStringListClaim("roles")).containsExactly("operator");
        assertThat(claims.getStringClaim("scope").split(" ")).hasSize(11);
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofMinutes(30)));
        assertThat(claims.getClaims().keySet())
                .isEqualTo(Set.of("iss", "sub", "aud", "tenant", "scope", "roles", "jti", "iat", "exp"));
        var validator =
                new IDTokenValidator(new Issuer("http://127.0.0.1:8081"), cli.client(), JWSAlgorithm.RS256, keys());
        var about = validator.validate(tokens.getIDToken(), asked.request().getNonce());
        assertThat(about.getSubject().getValue()).isEqualTo("user:" + person.id());
        assertThat(about.getStringClaim("email")).isEqualTo(person.email());
        assertThat(about.getStringClaim("name")).isEqualTo("Pat");
    }

    @Test
    void givesOnlyThePermissionsAskedForAndHeld() throws Exception {
        String client = registered("\"openid\",\"runs:read\",\"users:write\"");
        Relying application = new Relying(port, client);

        OIDCTokens tokens = application.signIn(new Browser(port), person, "openid", "runs:read", "users:write");

        assertThat(SignedJWT.parse(tokens.getAccessToken().getValue())
                        .getJWTClaimsSet()
                        .getStringClaim("scope"))
                .isEqualTo("runs:read");
        assertThat(tokens.getAccessToken().getScope().toStringList()).containsExactlyInAnyOrder("openid", "runs:read");
    }

    @Test
    void rotatesTheRefreshTokenWithEveryUse() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        OIDCTokens first = cli.signIn(new Browser(port), person, "openid", "fermata");

        OIDCTokens second = Relying.tokens(cli.refresh(first.getRefreshToken()));
        OIDCTokens third = Relying.tokens(cli.refresh(second.getRefreshToken()));

        assertThat(List.of(first.getRefreshToken(), second.getRefreshToken(), third.getRefreshToken()))
                .doesNotHaveDuplicates();
        assertThat(third.getIDToken()).isNotNull();
    }

    @Test
    void refusesAReusedRefreshTokenAndEndsItsWholeFamily() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        OIDCTokens first = cli.signIn(new Browser(port), person, "openid", "fermata");
        OIDCTokens second = Relying.tokens(cli.refresh(first.getRefreshToken()));

        assertThat(Relying.error(cli.refresh(first.getRefreshToken()))).isEqualTo("invalid_grant");

        assertThat(Relying.error(cli.refresh(second.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(revoked()).contains(fingerprint(first), fingerprint(second));
    }

    @Test
    void takesACodeOnceAndEndsWhatCameOfItWhenItIsShownAgain() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        Relying.Asked asked = cli.ask("openid", "fermata");
        AuthorizationCode code = cli.code(asked, new Browser(port), person);
        RefreshToken refresh = Relying.tokens(cli.redeem(asked, code)).getRefreshToken();

        assertThat(Relying.error(cli.redeem(asked, code))).isEqualTo("invalid_grant");

        assertThat(Relying.error(cli.refresh(refresh))).isEqualTo("invalid_grant");
    }

    @Test
    void refusesACodeWithoutItsVerifier() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        AuthorizationCode code = cli.code(cli.ask("openid"), new Browser(port), person);

        assertThat(Relying.error(cli.redeem(code, new CodeVerifier()))).isEqualTo("invalid_grant");
    }

    @Test
    void insistsOnPkce() {
        HttpResponse<String> answer = new Browser(port)
                .open("/oauth2/authorize?response_type=code&client_id=fermata-cli&scope=openid&state=s"
                        + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A45678%2Fcallback");

        assertThat(new Browser(port).follow(answer).body()).doesNotContain("code=");
        assertThat(signedIn()
                        .open("/oauth2/authorize?response_type=code&client_id=fermata-cli&scope=openid&state=s"
                                + "&redirect_uri=http%3A%2F%2F127.0.0.1%3A45678%2Fcallback"))
                .satisfies(refused -> assertThat(Browser.location(refused))
                        .startsWith("http://127.0.0.1:45678/callback?error=invalid_request"));
    }

    @Test
    void sendsNobodyToAnAddressThatIsNotRegistered() {
        HttpResponse<String> answer = signedIn()
                .open("/oauth2/authorize?response_type=code&client_id=fermata-cli&scope=openid&state=s"
                        + "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256"
                        + "&redirect_uri=https%3A%2F%2Fevil.example.com%2Fcallback");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Location")).isEmpty();
    }

    @Test
    void keepsTheApplicationsOfATenantToItsOwnPeople() {
        String client = registered("\"openid\"");
        People.Person stranger = new People(api).withPassword(new Actors(api).newTenantId(), "admin");
        Relying.Asked asked = new Relying(port, client).ask("openid");
        Browser browser = new Browser(port);

        HttpResponse<String> page =
                browser.follow(browser.open(asked.request().toURI().toString()));
        HttpResponse<String> answer = browser.follow(browser.signIn(page, stranger, People.PASSWORD));

        assertThat(Browser.location(answer)).contains("error=access_denied");
    }

    @Test
    void asksEachTimeWhereAnyProgramOnTheMachineCouldTakeTheAnswer() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        Browser browser = new Browser(port);
        cli.signIn(browser, person, "openid", "fermata");

        for (String[] scopes : new String[][] {{"openid", "fermata"}, {"openid"}}) {
            HttpResponse<String> page = browser.follow(
                    browser.open(cli.ask(scopes).request().toURI().toString()));
            assertThat(page.body()).contains("wants to act for you");
        }
    }

    @Test
    void remembersAYesToAnApplicationWithAnAddressOfItsOwn() {
        String client = api.post(
                        Actors.admin(person.tenant()),
                        "/api/v1/oauth-clients",
                        "{\"name\":\"App\",\"type\":\"public\",\"redirect_uris\":[\"https://app.example.com/back\"],"
                                + "\"scopes\":[\"openid\"]}")
                .string("/client/id");
        String request = "/oauth2/authorize?response_type=code&scope=openid&state=s&client_id=" + client
                + "&code_challenge=" + "a".repeat(43) + "&code_challenge_method=S256"
                + "&redirect_uri=https%3A%2F%2Fapp.example.com%2Fback";
        Browser browser = signedIn();

        HttpResponse<String> consent = browser.follow(browser.open(request));
        browser.submit(consent, "/oauth2/authorize", Map.of());

        assertThat(consent.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("form-action 'self' https://app.example.com");
        assertThat(Browser.location(browser.open(request))).startsWith("https://app.example.com/back?code=");
    }

    @Test
    void endsSignInsWhenThePersonIsDisabled() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        Browser browser = new Browser(port);
        OIDCTokens tokens = cli.signIn(browser, person, "openid", "fermata");

        api.patch(Actors.admin(person.tenant()), "/api/v1/users/" + person.id(), "{\"status\":\"disabled\"}");

        assertThat(Relying.error(cli.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(revoked()).contains(fingerprint(tokens));
        assertThat(browser.follow(
                                browser.open(cli.ask("openid").request().toURI().toString()))
                        .body())
                .contains("name=\"password\"");
    }

    @Test
    void givesNothingToThePeopleOfASuspendedTenant() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        OIDCTokens tokens = cli.signIn(new Browser(port), person, "openid", "fermata");

        api.patch(Actors.platformAdmin(), "/api/v1/tenants/" + person.tenant(), "{\"status\":\"suspended\"}");

        assertThat(Relying.error(cli.refresh(tokens.getRefreshToken()))).isEqualTo("invalid_grant");
        assertThat(revoked()).contains(sha256("tenant:" + person.tenant()));
    }

    @Test
    void revokesATokenOrAWholeFamily() {
        Relying cli = new Relying(port, Applications.COMMAND_LINE);
        OIDCTokens one = cli.signIn(new Browser(port), person, "openid", "fermata");
        OIDCTokens two = cli.signIn(new Browser(port), person, "openid", "fermata");

        assertThat(cli.revoke(one.getAccessToken())).isEqualTo(200);
        assertThat(cli.revoke(two.getRefreshToken())).isEqualTo(200);
        assertThat(cli.revoke(new RefreshToken("frt_made-up"))).isEqualTo(200);

        assertThat(revoked()).contains(fingerprint(one), fingerprint(two));
        assertThat(cli.refresh(one.getRefreshToken()).indicatesSuccess()).isTrue();
        assertThat(Relying.error(cli.refresh(two.getRefreshToken()))).isEqualTo("invalid_grant");
    }

    private Browser signedIn() {
        Browser browser = new Browser(port);
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
        return browser;
    }

    private String registered(String scopes) {
        return api.post(
                        Actors.admin(person.tenant()),
                        "/api/v1/oauth-clients",
                        "{\"name\":\"App\",\"type\":\"public\",\"redirect_uris\":[\"" + Relying.BACK + "\"],"
                                + "\"scopes\":[" + scopes + "]}")
                .string("/client/id");
    }

    private List<String> revoked() {
        return api.send("GET", "/internal/v1/revocations", "")
                .json()
                .get("revoked")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static String fingerprint(OIDCTokens tokens) {
        return sha256(
                "token:" + IssueTokens.jwt(tokens.getAccessToken().getValue()).getId());
    }

    private static String sha256(String what) {
        return Json.sha256(what.getBytes(StandardCharsets.UTF_8));
    }

    private JWKSet keys() throws ParseException {
        return JWKSet.parse(api.send("GET", "/oauth2/jwks", "").text());
    }
}
