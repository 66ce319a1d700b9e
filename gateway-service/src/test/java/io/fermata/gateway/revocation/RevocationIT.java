package io.fermata.gateway.revocation;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.text.ParseException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "fermata.gateway.revocations=100ms")
class RevocationIT {
    private final Edge edge;

    RevocationIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @AfterEach
    void nothingIsRevoked() {
        revoke();
    }

    @Test
    void refusesARevokedTokenThatItHasLetInBefore() throws ParseException {
        String token = BackEnds.ISSUER.token("acme", "user:usr_gone");
        String other = BackEnds.ISSUER.token("acme", "user:usr_gone");
        assertThat(status(token)).isEqualTo(200);

        revoke("token:" + SignedJWT.parse(token).getJWTClaimsSet().getJWTID());

        await().atMost(Duration.ofSeconds(10)).until(() -> status(token) == 401);
        assertThat(status(other)).isEqualTo(200);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> BackEnds.of(Service.IDENTITY)
                        .verify(
                                1,
                                postRequestedFor(urlEqualTo("/internal/v1/refused-tokens"))
                                        .withRequestBody(containing("token=" + token))));
    }

    @Test
    void refusesEverybodyOfASuspendedTenantUntilItIsResumed() {
        String token = BackEnds.ISSUER.token("closed", "user:usr_1");

        revoke("tenant:closed");
        await().atMost(Duration.ofSeconds(10)).until(() -> status(token) == 401);
        assertThat(status(BackEnds.ISSUER.token("open", "user:usr_1"))).isEqualTo(200);

        revoke();
        await().atMost(Duration.ofSeconds(10)).until(() -> status(token) == 200);
    }

    @Test
    void refusesARevokedApiKeyBeforeItsTokenIsOld() {
        BackEnds.grant("fk_test_revoked", "initech");
        assertThat(status("fk_test_revoked")).isEqualTo(200);

        revoke("subject:key:key_initech");

        await().atMost(Duration.ofSeconds(10)).until(() -> status("fk_test_revoked") == 401);
    }

    private int status(String credential) {
        return edge.getAs(credential, "/api/v1/runs/run_1").statusCode();
    }

    private static void revoke(String... what) {
        String list =
                Arrays.stream(what).map(RevocationList::fingerprint).collect(Collectors.joining("\",\"", "[\"", "\"]"));
        BackEnds.of(Service.IDENTITY)
                .stubFor(get("/internal/v1/revocations")
                        .willReturn(okJson("{\"revoked\":" + list + "}")
                                .withHeader("ETag", "\"" + list.hashCode() + "\"")));
    }
}
