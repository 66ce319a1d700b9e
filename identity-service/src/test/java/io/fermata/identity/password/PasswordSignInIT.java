package io.fermata.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class PasswordSignInIT {
    private static final String WRONG = "wrong horse battery";

    private final int port;
    private final Api api;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private People.Person person = new People.Person("", "", "");

    PasswordSignInIT(
            @LocalServerPort int port, @Autowired JdbcClient database, @Autowired TransactionTemplate transactions) {
        this.port = port;
        this.api = new Api(port);
        this.database = database;
        this.transactions = transactions;
    }

    @BeforeEach
    void somebodyWithAPassword() {
        person = new People(api).withPassword(new Actors(api).newTenantId(), "viewer");
    }

    @Test
    void knowsABrowserAgainAndForgetsItWhenItSignsOut() {
        Browser browser = new Browser(port);

        HttpResponse<String> in = browser.signIn(browser.open("/login"), person, People.PASSWORD);
        HttpResponse<String> done = browser.open(Browser.location(in));

        assertThat(in.statusCode()).isEqualTo(303);
        assertThat(in.headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/"));
        assertThat(browser.open("/device?user_code=X").statusCode()).isEqualTo(400);
        browser.submit(done, "/logout", Map.of());
        assertThat(browser.open("/device").statusCode()).isEqualTo(303);
    }

    @Test
    void answersAnUnknownUserAndAWrongPasswordAlike() {
        People.Person nobody = new People.Person(person.tenant(), "", "nobody@example.com");
        People.Person nowhere = new People.Person("no-such-tenant", "", person.email());

        HttpResponse<String> wrong = attempt(person, WRONG);
        HttpResponse<String> unknown = attempt(nobody, WRONG);
        HttpResponse<String> lost = attempt(nowhere, WRONG);

        assertThat(List.of(wrong.statusCode(), unknown.statusCode(), lost.statusCode()))
                .containsOnly(401);
        assertThat(shape(unknown, nobody)).isEqualTo(shape(wrong, person)).isEqualTo(shape(lost, nowhere));
    }

    @Test
    void locksAnAddressAfterSeveralFailuresEvenForTheRightPassword() {
        for (int failure = 0; failure < SignInAttempts.FREE; failure++) {
            attempt(person, WRONG);
        }

        assertThat(attempt(person, People.PASSWORD).statusCode()).isEqualTo(401);

        change("UPDATE sign_in_attempts SET locked_until = now() - interval '1 second'");
        assertThat(attempt(person, People.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void makesThePauseLongerWithEveryFailure() {
        List<Long> pauses = new ArrayList<>();
        for (int failure = 0; failure < SignInAttempts.FREE + 3; failure++) {
            attempt(person, WRONG);
            pauses.add(lockedSeconds());
            change(
                    "UPDATE sign_in_attempts SET locked_until = now() - interval '1 second' WHERE locked_until IS NOT NULL");
        }

        assertThat(pauses.subList(0, 4)).containsOnly(0L);
        assertThat(pauses.subList(4, 8)).containsExactly(30L, 60L, 120L, 240L);
    }

    @Test
    void refusesAFormThatIsNotFromOurPage() {
        Api.Answer answer = api.form(
                "/login", "tenant=" + person.tenant() + "&email=" + person.email() + "&password=" + People.PASSWORD);

        assertThat(answer.status()).isIn(401, 403);
        assertThat(answer.http().headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("fermata="));
    }

    @Test
    void goesOnToPagesOfOursAndNowhereElse() {
        for (String elsewhere :
                List.of("https%3A%2F%2Fevil.example.com", "%2F%2Fevil.example.com", "%2Fdevice%0d%0aX%3A1")) {
            Browser browser = new Browser(port);
            HttpResponse<String> in =
                    browser.signIn(browser.open("/login?continue=" + elsewhere), person, People.PASSWORD);

            assertThat(Browser.location(in)).isEqualTo("/login/done");
        }
    }

    @Test
    void showsPagesThatRunNothingAndEscapeEverything() {
        HttpResponse<String> page = new Browser(port).open("/login?tenant=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");

        assertThat(page.body()).doesNotContain("<script").contains("&lt;script&gt;");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
    }

    @Test
    void changesAPasswordAndSignsOutEverywhere() {
        Browser browser = new Browser(port);
        browser.signIn(browser.open("/login"), person, People.PASSWORD);
        Map<String, Object> claims = new LinkedHashMap<>(TestTokens.claims(person.tenant(), "users:read"));
        claims.put("sub", "user:" + person.id());
        String token = TestTokens.sign(claims);

        assertThat(change(token, WRONG, "another horse battery")).isEqualTo(422);
        assertThat(change(token, People.PASSWORD, "short")).isEqualTo(422);
        assertThat(change(token, People.PASSWORD, "another horse battery")).isEqualTo(204);

        assertThat(browser.open("/device").statusCode()).isEqualTo(303);
        assertThat(attempt(person, "another horse battery").statusCode()).isEqualTo(303);
    }

    @Test
    void storesNoPasswordThatCouldBeRead() {
        String stored = Tenants.call(
                new TenantId(person.tenant()),
                () -> transactions.execute(_ -> database.sql("SELECT hash FROM passwords WHERE user_id = :id")
                        .param("id", person.id())
                        .query(String.class)
                        .single()));

        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").doesNotContain("horse");
    }

    private int change(String token, String current, String next) {
        return api.post(
                        token,
                        "/api/v1/me/password",
                        "{\"current_password\":\"" + current + "\",\"password\":\"" + next + "\"}")
                .status();
    }

    private HttpResponse<String> attempt(People.Person somebody, String password) {
        Browser browser = new Browser(port);
        return browser.signIn(browser.open("/login"), somebody, password);
    }

    /** What is left of a page without what was typed and without the form's own secret. */
    private static String shape(HttpResponse<String> page, People.Person typed) {
        return page.body()
                .replace(typed.email(), "EMAIL")
                .replace(typed.tenant(), "TENANT")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "CSRF");
    }

    private long lockedSeconds() {
        return Tenants.call(
                new TenantId(person.tenant()),
                () -> transactions.execute(
                        _ -> database.sql("""
                                SELECT coalesce(round(extract(epoch FROM locked_until - last_at)), 0)::bigint
                                FROM sign_in_attempts
                                """).query(Long.class).single()));
    }

    private void change(String sql) {
        Tenants.run(
                new TenantId(person.tenant()),
                () -> transactions.executeWithoutResult(_ -> database.sql(sql).update()));
    }
}
