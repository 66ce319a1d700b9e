package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.sample.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(properties = "spring.application.name=sample")
class AccessIT {
    private static final String TENANT = "access";

    @LocalServerPort
    int port;

    @LocalManagementPort
    int managementPort;

    Api api;

    @BeforeEach
    void connect() {
        api = new Api(port, TENANT);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            GET,     /api/v1/notes
            GET,     /api/v1/notes/x
            POST,    /api/v1/notes
            DELETE,  /api/v1/notes
            OPTIONS, /api/v1/notes
            HEAD,    /api/v1/notes
            POST,    /api/v1/notes/open
            GET,     /forgotten
            GET,     /api/v1/nowhere
            GET,     /
            GET,     /actuator
            GET,     /actuator/env
            GET,     /openapi.json.yaml
            POST,    /openapi.json
            GET,     /login
            """)
    void letsNobodyInWithoutAToken(String method, String path) {
        Answer answer = api.send(api.anonymous(path).method(method, BodyPublishers.noBody()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.header("Set-Cookie")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/livez", "/readyz", "/api/v1/notes/open"})
    void leavesWhatIsPublicOpen(String path) {
        await().untilAsserted(() ->
                assertThat(api.send(api.anonymous(path).GET()).status()).isEqualTo(200));
    }

    @Test
    void namesWhatItsReadinessDependsOnAndNothingOfIt() {
        await().untilAsserted(() -> assertThat(
                        api.send(api.anonymous("/readyz").GET()).json().toString())
                .isEqualTo("{\"status\":\"UP\",\"components\":{\"consumers\":{\"status\":\"UP\"},"
                        + "\"outboxRelay\":{\"status\":\"UP\"},\"readinessState\":{\"status\":\"UP\"}}}"));
    }

    @Test
    void keepsMetricsOnTheManagementPort() {
        Api management = new Api(managementPort, TENANT);

        assertThat(management
                        .send(management.anonymous("/actuator/prometheus").GET())
                        .status())
                .isEqualTo(200);
        assertThat(management.send(management.anonymous("/actuator/env").GET()).status())
                .isEqualTo(401);
        assertThat(api.get("/actuator/prometheus").status()).isEqualTo(404);
    }

    @Test
    void knowsTheCallerOfAPublicOperationWhoShowsAToken() {
        assertThat(api.get("/api/v1/notes/open").json().at("/caller_known").asBoolean())
                .isTrue();
    }

    @Test
    void needsOneOfThePermissionsTheOperationNames() {
        assertThat(withToken(TestTokens.token(TENANT, "runs:read")).status()).isEqualTo(200);
        assertThat(withToken(TestTokens.token(TENANT, "agents:write")).status()).isEqualTo(403);
        assertThat(withToken(TestTokens.token(TENANT)).status()).isEqualTo(403);
    }

    @Test
    void deniesAnOperationThatNamesNoPermission() {
        assertThat(api.get("/forgotten").status()).isEqualTo(403);
    }

    @Test
    void tellsPermissionBeforeItReadsTheBody() {
        String reader = TestTokens.token(TENANT, "agents:read");

        Answer answer = api.send(api.anonymous("/api/v1/notes")
                .header("Authorization", "Bearer " + reader)
                .POST(BodyPublishers.ofString("{")));

        assertThat(answer.status()).isEqualTo(403);
    }

    static Stream<Arguments> badTokens() {
        return Stream.of(
                Arguments.of("of an unknown issuer", with(claims -> claims.put("iss", "https://evil.example.com"))),
                Arguments.of("without issuer", with(claims -> claims.remove("iss"))),
                Arguments.of("for somebody else", with(claims -> claims.put("aud", "other"))),
                Arguments.of("of a service, for another service", ofService("run-executor-service", "tool-service")),
                Arguments.of("of a service, for every service", ofService("run-executor-service", "fermata")),
                Arguments.of("of a person, for this service alone", with(claims -> claims.put("aud", "sample"))),
                Arguments.of("expired", with(claims -> claims.put("exp", 1_000_000_000L))),
                Arguments.of("without expiry", with(claims -> claims.remove("exp"))),
                Arguments.of("of the future", with(claims -> claims.put("nbf", 9_000_000_000L))),
                Arguments.of("without tenant", with(claims -> claims.remove("tenant"))),
                Arguments.of("of an impossible tenant", with(claims -> claims.put("tenant", "a'; --"))),
                Arguments.of("with a tenant list", with(claims -> claims.put("tenant", List.of("a", "b")))),
                Arguments.of("without subject", with(claims -> claims.remove("sub"))),
                Arguments.of("of another type", headed(Map.of("alg", "RS256", "typ", "JWT", "kid", "test-key"))),
                Arguments.of("with an unknown key", headed(Map.of("alg", "RS256", "typ", "at+jwt", "kid", "x"))),
                Arguments.of("without a key id", headed(Map.of("alg", "RS256", "typ", "at+jwt"))),
                Arguments.of("unsigned", headed(Map.of("alg", "none", "typ", "at+jwt", "kid", "test-key"))),
                Arguments.of(
                        "signed symmetrically", headed(Map.of("alg", "HS256", "typ", "at+jwt", "kid", "test-key"))),
                Arguments.of(
                        "by another algorithm", headed(Map.of("alg", "RS512", "typ", "at+jwt", "kid", "test-key"))),
                Arguments.of("tampered with", tampered()),
                Arguments.of("cut short", "e30.e30"),
                Arguments.of("empty", ""));
    }

    @ParameterizedTest(name = "a token {0}")
    @MethodSource("badTokens")
    void refuses(String what, String token) {
        Answer answer = withToken(token);

        assertThat(answer.status()).as(what).isEqualTo(401);
        assertThat(answer.json().at("/type").asString()).isEqualTo("urn:problem:unauthenticated");
    }

    @Test
    void letsAServiceInWhoseTokenIsForThisOne() {
        assertThat(withToken(ofService("run-executor-service", "sample")).status())
                .isEqualTo(200);
    }

    @Test
    void refusesTwoCredentials() {
        Answer answer = api.send(api.request("/api/v1/notes")
                .header("Authorization", "Bearer other")
                .GET());

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void answersWithTheRequestIdAndTheTrace() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

        Answer answer = api.get("/api/v1/notes", "X-Request-Id", "request-1", "traceparent", trace);

        assertThat(answer.header("X-Request-Id")).contains("request-1");
        assertThat(answer.header("traceparent").orElseThrow())
                .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                .doesNotContain("00f067aa0ba902b7");
    }

    @Test
    void replacesARequestIdThatCouldForgeALogLine() {
        assertThat(api.get("/api/v1/notes", "X-Request-Id", "a b c d e f g")
                        .header("X-Request-Id")
                        .orElseThrow())
                .startsWith("req_");
    }

    private Answer withToken(String token) {
        return api.send(api.anonymous("/api/v1/notes")
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    private static String with(Consumer<Map<String, Object>> change) {
        Map<String, Object> claims = new LinkedHashMap<>(TestTokens.claims(TENANT, "agents:read"));
        change.accept(claims);
        return TestTokens.sign(claims);
    }

    private static String ofService(String name, String audience) {
        return with(claims -> {
            claims.put("sub", "service:" + name);
            claims.put("aud", audience);
        });
    }

    private static String headed(Map<String, Object> header) {
        return TestTokens.sign(header, TestTokens.claims(TENANT, "agents:read"));
    }

    private static String tampered() {
        String[] parts = TestTokens.token(TENANT, "agents:read").split("\\.", -1);
        String claims =
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace(TENANT, "victim");
        return parts[0] + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "."
                + parts[2];
    }
}
