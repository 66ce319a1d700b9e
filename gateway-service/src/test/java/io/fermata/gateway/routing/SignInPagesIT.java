package io.fermata.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class SignInPagesIT {
    private static final String POLICY = "default-src 'none'; form-action 'self'";

    private final Edge edge;

    SignInPagesIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void letsAPageKeepItsOwnPolicyAndSetItsCookie() {
        BackEnds.of(Service.IDENTITY)
                .stubFor(get(urlEqualTo("/login?own-policy"))
                        .willReturn(aResponse()
                                .withHeader("Content-Security-Policy", POLICY)
                                .withHeader("Cache-Control", "no-store")
                                .withHeader("Set-Cookie", "fermata=1; Path=/; HttpOnly")));

        HttpResponse<String> page = edge.get("/login?own-policy");

        assertThat(page.headers().allValues("Content-Security-Policy")).containsExactly(POLICY);
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-store");
        assertThat(page.headers().firstValue("Set-Cookie")).hasValue("fermata=1; Path=/; HttpOnly");
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
    }

    @Test
    void passesOnThePagesCookiesAndNoOthers() {
        edge.get("/login?cookies", "Cookie", "tracking=1; fermata=abc; fermata-form=def; SESSION=x");

        assertThat(asked("/login?cookies").getHeader("Cookie").split("; "))
                .containsExactlyInAnyOrder("fermata=abc", "fermata-form=def");
    }

    @Test
    void passesNoCookieToTheApi() {
        edge.get("/oauth2/jwks?cookies", "Cookie", "fermata=abc");

        assertThat(asked("/oauth2/jwks?cookies").containsHeader("Cookie")).isFalse();
    }

    private static LoggedRequest asked(String path) {
        return BackEnds.of(Service.IDENTITY)
                .findAll(getRequestedFor(urlEqualTo(path)))
                .getFirst();
    }
}
