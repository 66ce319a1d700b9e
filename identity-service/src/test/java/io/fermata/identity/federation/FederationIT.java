package io.fermata.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest(properties = "fermata.identity.allow-private-issuers=true")
class FederationIT {
    private final int port;
    private final Api api;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final OutsideProvider outside = new OutsideProvider();
    private String tenant = "";
    private String admin = "";

    FederationIT(
            @LocalServerPort int port, @Autowired JdbcClient database, @Autowired TransactionTemplate transactions) {
        this.port = port;
        this.api = new Api(port);
        this.database = database;
        this.transactions = transactions;
    }

    @BeforeEach
    void freshTenant() {
        tenant = new Actors(api).newTenantId();
        admin = Actors.admin(tenant);
    }

    @AfterEach
    void close() {
        outside.close();
    }

    @Test
    void letsSomebodyNewInAsWhatTheTenantHasSaid() {
        provider("[\"viewer\"]");
        outside.says("outside-1", "new@example.com", true);

        HttpResponse<String> done = signIn();

        assertThat(done.body()).contains("You are signed in");
        assertThat(users().at("/0/email").asString()).isEqualTo("new@example.com");
        assertThat(users().at("/0/roles").toString()).isEqualTo("[\"viewer\"]");
    }

    @Test
    void storesNoIssuersSecretThatCouldBeRead() {
        provider("[\"viewer\"]");

        List<String> dump = Tenants.call(
                new TenantId(tenant),
                () -> transactions.execute(_ -> database.sql("SELECT p::text FROM identity_providers p")
                        .query(String.class)
                        .list()));

        assertThat(dump)
                .singleElement()
                .satisfies(row -> assertThat(row).contains("fs1.1.").doesNotContain(OutsideProvider.SECRET));
    }

    @Test
    void knowsAPersonAgainByTheIssuersOwnNameForThem() {
        provider("[\"viewer\"]");
        outside.says("outside-1", "before@example.com", true);
        signIn();

        outside.says("outside-1", "after@example.com", false);

        assertThat(signIn().body()).contains("You are signed in");
        assertThat(users()).hasSize(1);
    }

    @Test
    void linksAKnownPersonByAnAddressTheIssuerHasMadeSureOf() {
        user("known@example.com");
        provider("[]");

        outside.says("outside-1", "known@example.com", false);
        assertThat(signIn().statusCode()).isEqualTo(401);

        outside.says("outside-1", "Known@Example.com", true);
        assertThat(signIn().body()).contains("You are signed in");
    }

    @Test
    void bringsNobodyNewWhereTheTenantHasNotSaidWhatTheyShallBe() {
        provider("[]");
        outside.says("outside-1", "new@example.com", true);

        assertThat(signIn().statusCode()).isEqualTo(401);
        assertThat(users()).isEmpty();
    }

    @Test
    void letsNobodyInWhoIsDisabled() {
        provider("[\"viewer\"]");
        outside.says("outside-1", "new@example.com", true);
        signIn();
        String path = "/api/v1/users/" + users().at("/0/id").asString();

        api.patch(admin, path, "{\"status\":\"disabled\"}");

        assertThat(signIn().statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonce", "audience", "issuer", "expired", "subject", "unsigned", "key"})
    void believesNoTokenThatIsWrongIn(String what) {
        provider("[\"viewer\"]");
        outside.says("outside-1", "new@example.com", true);
        switch (what) {
            case "nonce" -> outside.says(claims -> claims.subject("outside-1").claim("nonce", "another"));
            case "audience" ->
                outside.says(claims -> claims.subject("outside-1").audience("another"));
            case "issuer" -> outside.says(claims -> claims.subject("outside-1").issuer("https://another.example.com"));
            case "expired" ->
                outside.says(claims -> claims.subject("outside-1").expirationTime(Date.from(Instant.EPOCH)));
            case "subject" -> outside.says(claims -> claims.claim("email", "new@example.com"));
            case "unsigned" -> outside.signsNothing();
            default -> outside.signsWithAKeyItDoesNotPublish();
        }

        assertThat(signIn().statusCode()).isEqualTo(401);
        assertThat(users()).isEmpty();
    }

    @Test
    void takesNoAnswerThatWasMadeForAnotherBrowser() {
        provider("[\"viewer\"]");
        outside.says("outside-1", "new@example.com", true);
        Browser victim = new Browser(port);
        Browser attacker = new Browser(port);
        HttpResponse<String> answer = attacker.open(Browser.location(attacker.open(start())));

        assertThat(victim.open(Browser.location(answer)).statusCode()).isEqualTo(401);
    }

    @Test
    void letsOnlyAdministratorsNameAnIssuer() {
        String clerk = TestTokens.token(tenant, "users:read", "users:write");

        assertThat(api.post(clerk, "/api/v1/identity-providers", body("[]")).status())
                .isEqualTo(403);
        String path = "/api/v1/identity-providers/" + provider("[]").string("/id");
        assertThat(api.get(admin, path).text()).doesNotContain(OutsideProvider.SECRET);
        assertThat(api.delete(clerk, path).status()).isEqualTo(403);
        assertThat(api.get(Actors.admin(new Actors(api).newTenantId()), path).status())
                .isEqualTo(404);
        assertThat(api.delete(admin, path).status()).isEqualTo(204);
    }

    @Test
    void saysWhichRoleOfAProviderIsNone() {
        for (String roles : List.of("[null]", "[\"nobody\"]")) {
            Api.Answer refused = provider(roles);

            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.string("/errors/0/pointer")).isEqualTo("/roles/0");
        }
    }

    private Api.Answer provider(String roles) {
        return api.post(admin, "/api/v1/identity-providers", body(roles));
    }

    private String body(String roles) {
        return "{\"name\":\"Outside\",\"issuer\":\"" + outside.issuer() + "\",\"client_id\":\"" + OutsideProvider.CLIENT
                + "\",\"client_secret\":\"" + OutsideProvider.SECRET + "\",\"roles\":" + roles + "}";
    }

    private void user(String email) {
        api.post(admin, "/api/v1/users", "{\"email\":\"" + email + "\",\"name\":\"K\",\"roles\":[\"viewer\"]}");
    }

    private JsonNode users() {
        return api.get(admin, "/api/v1/users").json().get("data");
    }

    /** From the link on the sign-in page to wherever it ends. */
    private HttpResponse<String> signIn() {
        Browser browser = new Browser(port);
        HttpResponse<String> away = browser.open(start());
        HttpResponse<String> answered = browser.open(Browser.location(away));
        return browser.follow(browser.open(Browser.location(answered)));
    }

    private String start() {
        String page = new Browser(port).open("/login?tenant=" + tenant).body();
        String link = page.substring(page.indexOf("/federation/start"));
        return link.substring(0, link.indexOf('"')).replace("&amp;", "&");
    }
}
