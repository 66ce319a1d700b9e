package io.fermata.identity.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.testing.Actors;
import io.fermata.identity.testing.Api;
import io.fermata.identity.testing.Browser;
import io.fermata.identity.testing.People;
import io.fermata.localstack.junit.ServiceTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Text that Postgres does not take, at the pages where nobody has to be signed in. */
@ServiceTest
class PagesUnderBadInputIT {
    private final Browser browser;
    private final String tenant;

    PagesUnderBadInputIT(@LocalServerPort int port) {
        this.browser = new Browser(port);
        this.tenant = new Actors(new Api(port)).newTenantId();
    }

    @Test
    void aWayInThatIsNoneIsRefused() {
        assertThat(browser.open("/federation/start?provider=a%20b&tenant=" + tenant)
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void anAddressThatIsNoneIsNobodys() {
        var answer = browser.signIn(
                browser.open("/login"), new People.Person(tenant, "", "x\0@example.com"), People.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void anApplicationThatIsNoneAsksForNothing() {
        assertThat(browser.open("/oauth2/authorize?response_type=code&client_id=x%00y&scope=openid")
                        .statusCode())
                .isEqualTo(400);
    }
}
