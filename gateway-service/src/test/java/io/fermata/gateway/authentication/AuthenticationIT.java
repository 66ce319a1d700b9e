package io.fermata.gateway.authentication;

import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import io.fermata.gateway.testing.TestIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class AuthenticationIT {
    private static final TestIssuer ISSUER = BackEnds.ISSUER;

    private final Edge edge;

    AuthenticationIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @Test
    void forwardsAGoodTokenAsItIs() {
        String token = ISSUER.token("acme", "user:usr_1");

        HttpResponse<String> answer = edge.getAs(token, "/api/v1/runs/run_good");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(forwarded("/api/v1/runs/run_good").header("Authorization").values())
                .containsExactly("Bearer " + token);
    }

    /** Made when its test runs, so that a slow machine does not make the times in it true. */
    private interface BadToken {
        String make() throws Exception;
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                bad("not a token", () -> "nonsense"),
                bad("alg none", ISSUER::unsigned),
                bad("HS256 with the public key", ISSUER::signedWithThePublicKeyAsSecret),
                bad("another key under a known id", () -> ISSUER.tokenOfAnotherKey("k1")),
                bad("an unknown key id", () -> ISSUER.tokenOfAnotherKey("k9")),
                bad("a key brought along in the header", ISSUER::tokenWithEmbeddedKey),
                bad("no key id", () -> ISSUER.token(new JWSHeader.Builder(JWSAlgorithm.RS256).build())),
                bad(
                        "RS512",
                        () -> ISSUER.token(new JWSHeader.Builder(JWSAlgorithm.RS512)
                                .keyID("k1")
                                .build())),
                bad(
                        "type JWT",
                        () -> ISSUER.token(
                                TestIssuer.header("k1").type(JOSEObjectType.JWT).build())),
                bad(
                        "no type",
                        () -> ISSUER.token(TestIssuer.header("k1").type(null).build())),
                badClaim("wrong issuer", claims -> claims.issuer("https://evil.test")),
                badClaim("no issuer", claims -> claims.issuer(null)),
                badClaim("wrong audience", claims -> claims.audience("other")),
                badClaim("no audience", claims -> claims.audience((String) null)),
                badClaim("expired", claims -> claims.expirationTime(TestIssuer.in(Duration.ofMinutes(-1)))),
                badClaim("no expiry", claims -> claims.expirationTime(null)),
                badClaim("not yet valid", claims -> claims.notBeforeTime(TestIssuer.in(Duration.ofMinutes(1)))),
                badClaim("no tenant", claims -> claims.claim("tenant", null)),
                badClaim("a tenant that is none", claims -> claims.claim("tenant", "A'; drop")),
                badClaim("a list of tenants", claims -> claims.claim("tenant", List.of("acme"))),
                badClaim("no subject", claims -> claims.subject(null)));
    }

    private static Arguments bad(String what, BadToken token) {
        return Arguments.of(what, token);
    }

    private static Arguments badClaim(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return bad(what, () -> ISSUER.token(change));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void refusesATokenThatIsNotOurs(String what, BadToken token) throws Exception {
        HttpResponse<String> answer = edge.getAs(token.make(), "/api/v1/runs/run_bad");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:problem:unauthenticated", "\"instance\":\"/api/v1/runs/run_bad\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        BackEnds.of(Service.EXECUTOR).verify(0, getRequestedFor(urlEqualTo("/api/v1/runs/run_bad")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs",
                "/api/v1/nowhere",
                "/",
                "/actuator",
                "/actuator/health",
                "/internal/v1/agents/x",
                "/api/v1/health/more",
                "/openapi.json/",
                "/API/V1/RUNS"
            })
    void asksForACredentialBeforeAnythingElse(String path) {
        HttpResponse<String> answer = edge.get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nowhere", "/actuator/health", "/actuator/prometheus", "/internal/v1/agents/x", "/"})
    void knowsNoOtherPaths(String path) {
        HttpResponse<String> answer = edge.getAs(ISSUER.token("acme", "user:usr_1"), path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("urn:problem:not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs/..%2f..%2finternal",
                "/api/v1/runs/%2e%2e/x",
                "/api/v1//runs",
                "/api/v1/runs;x=1",
                "/api/v1/runs/a%00b",
                "/api/v1/runs/a%5cb"
            })
    void refusesTrickyUrls(String path) {
        HttpResponse<String> answer = edge.getAs(ISSUER.token("acme", "user:usr_1"), path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:problem:bad-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/runs?api_key=fk_test_url",
                "/api/v1/runs?x=1&access_token=abc",
                "/api/v1/runs?token=fk_test_url",
                "/api/v1/runs?whatever=fk%5Ftest_url",
                "/oauth2/jwks?token=eyJhbGciOi",
                "/oauth2/jwks?state=fk_test_url",
                "/api/v1/runs/fk_test_url",
                "/api/v1/runs/fk%5Ftest_url"
            })
    void refusesACredentialInTheUrl(String path) {
        HttpResponse<String> answer = edge.getAs(ISSUER.token("acme", "user:usr_1"), path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("urn:problem:bad-request").doesNotContain("whatever", "api_key", "test_url");
    }

    @Test
    void leavesTheStateOfAClientAlone() {
        HttpResponse<String> answer =
                edge.getAs(ISSUER.token("acme", "user:usr_1"), "/api/v1/runs?state=eyJiYWNrIjoiLyJ9");

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesTwoCredentials() {
        String bearer = "Bearer " + ISSUER.token("acme", "user:usr_1");

        assertThat(edge.get("/api/v1/runs", "Authorization", bearer, "Authorization", bearer)
                        .statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/api/v1/runs", "Authorization", bearer, "X-API-Key", "fk_test_x")
                        .statusCode())
                .isEqualTo(400);
        assertThat(edge.get("/api/v1/runs", "Authorization", bearer + "," + bearer)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void takesNoCredentialFromOtherHeaders() {
        BackEnds.grant("fk_test_header", "acme");

        assertThat(edge.get("/api/v1/runs", "X-API-Key", "fk_test_header").statusCode())
                .isEqualTo(401);
        assertThat(edge.get("/api/v1/runs", "Authorization", "Basic Zms6Zms=").statusCode())
                .isEqualTo(401);
    }

    @Test
    void exchangesAnApiKeyOnceAndForwardsOnlyTheSignedToken() {
        BackEnds.grant("fk_test_once", "globex");

        IntStream.range(0, 20)
                .parallel()
                .forEach(_ -> assertThat(edge.getAs("fk_test_once", "/api/v1/runs/run_key")
                                .statusCode())
                        .isEqualTo(200));

        String forwarded = forwarded("/api/v1/runs/run_key").getHeader("Authorization");
        assertThat(forwarded).startsWith("Bearer eyJ").doesNotContain("fk_");
        assertThat(exchanges("fk_test_once")).isEqualTo(1);
    }

    @Test
    void refusesAnUnknownApiKeyAndRemembersTheRefusal() {
        assertThat(edge.getAs("fk_test_unknown", "/api/v1/runs").statusCode()).isEqualTo(401);
        assertThat(edge.getAs("fk_test_unknown", "/api/v1/runs").statusCode()).isEqualTo(401);

        assertThat(exchanges("fk_test_unknown")).isEqualTo(1);
    }

    @Test
    void handsASignedTokenThatItRefusesInAndNotAgainWithinTheMinute() {
        String expired = ISSUER.token(claims -> claims.expirationTime(TestIssuer.in(Duration.ofMinutes(-1))));

        edge.getAs(expired, "/api/v1/runs/run_late?q=1");
        edge.getAs(expired, "/api/v1/runs/run_late");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(handedIn(expired)).hasSize(1));
        LoggedRequest told = handedIn(expired).getFirst();
        assertThat(told.getBodyAsString())
                .contains("operation=GET+%2Fapi%2Fv1%2Fruns%2Frun_late")
                .doesNotContain("q=1");
        assertThat(told.getHeader("X-Client-Address")).isEqualTo("127.0.0.1");
        assertThat(told.getHeader("X-Request-Id")).startsWith("req_");
    }

    @Test
    void handsNothingInThatNobodySigned() {
        String forged = ISSUER.tokenOfAnotherKey("k1");
        String expired = ISSUER.token(claims -> claims.expirationTime(TestIssuer.in(Duration.ofMinutes(-1))));
        edge.getAs(forged, "/api/v1/runs/run_forged");

        edge.getAs(expired, "/api/v1/runs/run_late");

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(handedIn(expired)).hasSize(1));
        assertThat(handedIn(forged)).isEmpty();
    }

    @Test
    void saysWhoseRequestAKeyIsExchangedFor() {
        BackEnds.grant("fk_test_asker", "globex");

        edge.getAs("fk_test_asker", "/api/v1/runs");

        assertThat(BackEnds.of(Service.IDENTITY)
                        .findAll(postRequestedFor(urlEqualTo("/oauth2/token"))
                                .withRequestBody(containing("fk_test_asker"))))
                .extracting(request -> request.getHeader("X-Client-Address"))
                .containsExactly("127.0.0.1");
    }

    private static List<LoggedRequest> handedIn(String token) {
        return BackEnds.of(Service.IDENTITY)
                .findAll(postRequestedFor(urlEqualTo("/internal/v1/refused-tokens"))
                        .withRequestBody(containing("token=" + token)));
    }

    @Test
    void letsTheOauthEndpointsSeeTheirOwnCredential() {
        edge.post("/oauth2/token", "grant_type=client_credentials", "Authorization", "Basic a2V5OmZr");

        assertThat(BackEnds.of(Service.IDENTITY).findAll(postRequestedFor(urlEqualTo("/oauth2/token"))))
                .anySatisfy(request ->
                        assertThat(request.getHeader("Authorization")).isEqualTo("Basic a2V5OmZr"));
    }

    private static LoggedRequest forwarded(String path) {
        return BackEnds.of(Service.EXECUTOR)
                .findAll(getRequestedFor(urlEqualTo(path)))
                .getFirst();
    }

    private static long exchanges(String key) {
        return BackEnds.of(Service.IDENTITY).findAll(postRequestedFor(urlEqualTo("/oauth2/token"))).stream()
                .filter(request -> request.getBodyAsString().contains(key))
                .count();
    }
}
