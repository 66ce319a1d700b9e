package io.fermata.gateway.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"management.server.port=0", "fermata.gateway.cors.allowed-origins=https://app.example.com"})
class CrossOriginIT {
    private static final String BEARER = "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
    private static final String NAMED = "https://app.example.com";
    private static final String OTHER = "https://evil.example.com";
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    private final Edge edge;

    CrossOriginIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void answersThePreflightOfANamedOriginItselfAndWithoutACredential() {
        HttpResponse<String> answer = preflight("/api/v1/runs/run_preflight", NAMED, "POST", "authorization");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues(ALLOW_ORIGIN)).containsExactly(NAMED);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElse(""))
                .contains("POST");
        assertThat(answer.headers().firstValue("Access-Control-Max-Age")).hasValue("600");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        BackEnds.of(Service.EXECUTOR).verify(0, anyRequestedFor(urlEqualTo("/api/v1/runs/run_preflight")));
    }

    @ParameterizedTest
    @CsvSource({
        OTHER + ",POST,authorization",
        "null,POST,authorization",
        "http://app.example.com,POST,authorization",
        "https://app.example.com.evil.test,POST,authorization",
        "https://app.example.com:8443,POST,authorization",
        "http://[no-origin,POST,authorization",
        NAMED + ",TRACE,authorization",
        NAMED + ",POST,x-tenant-id",
    })
    void refusesAnyOtherPreflight(String origin, String method, String headers) {
        HttpResponse<String> answer = preflight("/api/v1/runs", origin, method, headers);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:problem:forbidden");
        assertSaysNothingOfOrigins(answer);
    }

    @Test
    void letsPagesOfANamedOriginReadAnswersAndRefusals() {
        HttpResponse<String> answer = edge.get("/api/v1/runs/run_1", "Origin", NAMED, "Authorization", BEARER);
        HttpResponse<String> refusal = edge.get("/api/v1/runs/run_1", "Origin", NAMED);

        assertThat(answer.headers().allValues(ALLOW_ORIGIN)).containsExactly(NAMED);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("RateLimit", "Retry-After");
        assertThat(refusal.statusCode()).isEqualTo(401);
        assertThat(refusal.headers().allValues(ALLOW_ORIGIN)).containsExactly(NAMED);
    }

    @Test
    void answersAnotherOriginWithoutLettingItsPagesRead() {
        HttpResponse<String> answer = edge.get("/api/v1/runs/run_1", "Origin", OTHER, "Authorization", BEARER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertSaysNothingOfOrigins(answer);
    }

    @Test
    void decidesAloneAndNotTheServiceBehind() {
        BackEnds.of(Service.EXECUTOR)
                .stubFor(get("/api/v1/runs/run_open")
                        .willReturn(ok().withHeader(ALLOW_ORIGIN, "*")
                                .withHeader("Access-Control-Allow-Credentials", "true")));

        assertSaysNothingOfOrigins(edge.get("/api/v1/runs/run_open", "Origin", OTHER, "Authorization", BEARER));
        assertSaysNothingOfOrigins(edge.get("/api/v1/runs/run_open", "Authorization", BEARER));
    }

    private HttpResponse<String> preflight(String path, String origin, String method, String headers) {
        return edge.send(
                "OPTIONS",
                path,
                BodyPublishers.noBody(),
                "Origin",
                origin,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                headers);
    }

    private static void assertSaysNothingOfOrigins(HttpResponse<String> answer) {
        assertThat(answer.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
    }
}
