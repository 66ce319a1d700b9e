package io.fermata.gateway.limits;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpResponse;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "fermata.gateway.limits.address.per-second=1",
            "fermata.gateway.limits.address.burst=5",
            "fermata.gateway.limits.routes[0].pattern=/api/v1/agents/*/runs",
            "fermata.gateway.limits.routes[0].methods=POST",
            "fermata.gateway.limits.routes[0].per-second=1",
            "fermata.gateway.limits.routes[0].burst=2",
            "fermata.gateway.quotas.tenants.metered=3"
        })
class RateLimitsIT {
    private final Edge edge;

    RateLimitsIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void slowsDownWhoeverTriesPasswordsAndSecrets() {
        IntStream.range(0, 20).forEach(_ -> edge.post("/login?guess", "password=guess"));

        assertTurnedAway("address", () -> edge.post("/login?guess", "password=guess"));
        assertTurnedAway("address", () -> edge.post("/oauth2/token", "grant_type=client_credentials"));
        assertThat(edge.get("/login").statusCode()).isEqualTo(200);
        assertThat(edge.getAs(BackEnds.ISSUER.token("acme", "user:usr_1"), "/api/v1/runs")
                        .statusCode())
                .isEqualTo(200);
        int arrived = BackEnds.of(Service.IDENTITY)
                .findAll(postRequestedFor(urlEqualTo("/login?guess")))
                .size();
        assertThat(arrived).isBetween(5, 15);
    }

    @Test
    void slowsDownWhoeverTriesKeysAndNobodyWhoHasOne() {
        BackEnds.grant("fk_known", "patient");
        assertThat(edge.getAs("fk_known", "/api/v1/runs").statusCode()).isEqualTo(200);
        AtomicInteger tried = new AtomicInteger();

        HttpResponse<String> answer = await().until(
                        () -> edge.getAs("fk_guess_" + tried.incrementAndGet(), "/api/v1/runs"),
                        given -> given.statusCode() == 429);

        assertThat(answer.body()).contains("urn:problem:rate-limited", "API keys from this address");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        int last = tried.get();
        BackEnds.of(Service.IDENTITY)
                .verify(
                        0,
                        postRequestedFor(urlEqualTo("/oauth2/token")).withRequestBody(containing("fk_guess_" + last)));
        assertThat(edge.getAs("fk_known", "/api/v1/runs").statusCode()).isEqualTo(200);
        assertThat(edge.getAs(BackEnds.ISSUER.token("patient", "user:usr_1"), "/api/v1/runs")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void holdsACallerToWhatARouteAllows() {
        String bearer = "Bearer " + BackEnds.ISSUER.token("starters", "user:usr_1");
        String path = "/api/v1/agents/agt_1/runs";

        HttpResponse<String> answer = assertTurnedAway("route", () -> edge.post(path, "{}", "Authorization", bearer));

        assertThat(answer.headers().firstValue("RateLimit-Policy").orElse("")).contains("\"route\";q=2;w=2");
        assertThat(edge.get(path, "Authorization", bearer).statusCode()).isEqualTo(200);
    }

    @Test
    void holdsATenantToItsQuota() {
        String token = BackEnds.ISSUER.token("metered", "user:usr_1");
        IntStream.range(0, 3)
                .forEach(_ -> assertThat(edge.getAs(token, "/api/v1/runs").statusCode())
                        .isEqualTo(200));

        assertTurnedAway("tenant-daily", () -> edge.getAs(token, "/api/v1/runs"));
    }

    /** Asks until it is refused: a second that passes meanwhile grants another request. */
    private static HttpResponse<String> assertTurnedAway(String limit, Callable<HttpResponse<String>> request) {
        HttpResponse<String> answer = await().until(request, given -> given.statusCode() == 429);
        assertThat(answer.body()).contains("urn:problem:rate-limited", "\\\"" + limit + "\\\"", "\"retryable\":true");
        assertThat(answer.headers().firstValue("Retry-After").map(Integer::parseInt))
                .hasValueSatisfying(seconds -> assertThat(seconds).isPositive());
        assertThat(answer.headers().firstValue("RateLimit").orElse("")).contains("\"" + limit + "\";r=0");
        return answer;
    }
}
