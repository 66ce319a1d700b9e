package io.fermata.gateway.routing;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class RoutingIT {
    private static final String BEARER = "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");

    private final Edge edge;

    RoutingIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/v1/tenants,identity-service,",
        "GET,/api/v1/tenants/acme,identity-service,",
        "GET,/api/v1/users/usr_1,identity-service,",
        "POST,/api/v1/api-keys/key_1/rotate,identity-service,",
        "GET,/api/v1/me,identity-service,",
        "POST,/api/v1/me/password,identity-service,",
        "GET,/api/v1/roles/auditor,identity-service,",
        "GET,/api/v1/service-accounts,identity-service,",
        "GET,/api/v1/oauth-clients,identity-service,",
        "GET,/api/v1/identity-providers,identity-service,",
        "GET,/login?continue=x,identity-service,",
        "POST,/logout,identity-service,",
        "GET,/oauth2/logout?id_token_hint=eyJhbGciOi,identity-service,",
        "GET,/oauth2/userinfo,identity-service,",
        "GET,/device,identity-service,",
        "GET,/federation/callback?code=1,identity-service,",
        "POST,/api/v1/signing-keys/rotate,identity-service,",
        "GET,/.well-known/openid-configuration,identity-service,",
        "GET,/api/v1/agents,agent-registry-service,",
        "POST,/api/v1/agents/agt_1/activate,agent-registry-service,",
        "GET,/api/v1/agents/agt_1/versions/3/diff/4,agent-registry-service,",
        "GET,/api/v1/agent-templates,agent-registry-service,",
        "POST,/api/v1/agents/agt_1/run,run-executor-service,",
        "POST,/api/v1/agents/agt_1/runs,run-executor-service,",
        "GET,/api/v1/agents/agt_1/runs/run_1,run-executor-service,",
        "GET,/api/v1/runs?status=failed&limit=5,run-executor-service,",
        "GET,/api/v1/runs/run_1/events,run-executor-service,",
        "GET,/api/v1/sessions/ses_1/messages,run-executor-service,",
        "GET,/api/v1/provider-keys?limit=5,run-executor-service,",
        "PUT,/api/v1/provider-keys/openai,run-executor-service,",
        "GET,/api/v1/executions,run-executor-service,/api/v1/runs",
        "GET,/api/v1/executions/run_1/steps?limit=2,run-executor-service,/api/v1/runs/run_1/steps?limit=2",
        "GET,/api/v1/executions/run_1/events,run-executor-service,/api/v1/runs/run_1/events",
        "POST,/api/v1/executions/trigger,run-executor-service,/api/v1/runs",
        "GET,/api/v1/executions/trigger,run-executor-service,/api/v1/runs/trigger",
        "POST,/api/v1/tools/http.get/invoke,tool-service,",
        "GET,/api/v1/tool-executions,tool-service,",
        "PUT,/api/v1/secrets/SHOP_TOKEN,tool-service,",
        "POST,/api/v1/approvals/apr_1/approve,approval-service,",
        "GET,/api/v1/approvals/events,approval-service,",
        "GET,/api/v1/audit-events/verify,policy-service,",
        "GET,/api/v1/usage/summary?group_by=agent,metering-service,",
    })
    void sendsEachPathToTheServiceThatOwnsIt(String method, String path, String service, String arrivesAs) {
        HttpResponse<String> answer = edge.send(method, path, BodyPublishers.noBody(), "Authorization", BEARER);

        assertThat(answer.body()).isEqualTo("{\"service\":\"" + service + "\"}");
        assertThat(requests(service, arrivesAs == null ? path : arrivesAs))
                .anySatisfy(request -> assertThat(request.getMethod().getName()).isEqualTo(method));
    }

    @Test
    void forwardsNothingThatClaimsToKnowTheCaller() {
        edge.get(
                "/api/v1/runs/run_spoof",
                "Authorization",
                BEARER,
                "X-Tenant-Id",
                "globex",
                "X-User-Id",
                "root",
                "X-Fermata-Scope",
                "platform:admin",
                "X-Forwarded-For",
                "10.0.0.1",
                "X-Client-Address",
                "10.0.0.1",
                "X-Forwarded-Host",
                "evil.test",
                "Forwarded",
                "for=10.0.0.1",
                "ce_tenantid",
                "globex",
                "Cookie",
                "session=1",
                "Idempotency-Key",
                "kept");

        LoggedRequest request =
                requests("run-executor-service", "/api/v1/runs/run_spoof").getFirst();
        assertThat(request.getHeader("X-Client-Address")).isEqualTo("127.0.0.1");
        List<String> names = request.getHeaders().keys().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toList();
        assertThat(names)
                .contains("authorization", "idempotency-key", "x-request-id", "traceparent")
                .noneMatch(name -> name.startsWith("x-tenant")
                        || name.startsWith("x-user")
                        || name.startsWith("x-f")
                        || name.startsWith("ce_")
                        || name.equals("forwarded")
                        || name.equals("cookie"));
    }

    @Test
    void keepsAWellFormedRequestIdAndTraceAndReplacesOthers() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        HttpResponse<String> kept = edge.get(
                "/api/v1/runs/run_trace", "Authorization", BEARER, "X-Request-Id", "mine-1", "traceparent", trace);
        HttpResponse<String> replaced = edge.get(
                "/api/v1/runs", "Authorization", BEARER, "X-Request-Id", "no good id", "traceparent", "00-0-0-0");

        assertThat(kept.headers().allValues("X-Request-Id")).containsExactly("mine-1");
        assertThat(kept.headers().allValues("traceparent")).containsExactly(trace);
        assertThat(requests("run-executor-service", "/api/v1/runs/run_trace")
                        .getFirst()
                        .getHeader("traceparent"))
                .isEqualTo(trace);
        assertThat(replaced.headers().firstValue("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).startsWith("req_"));
        assertThat(replaced.headers().firstValue("traceparent"))
                .hasValueSatisfying(given -> assertThat(given).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
    }

    @Test
    void answersWithItsOwnSecurityAndLimitHeadersOnce() {
        BackEnds.of(Service.EXECUTOR)
                .stubFor(get("/api/v1/runs/run_headers")
                        .willReturn(aResponse()
                                .withHeader("X-Request-Id", "theirs")
                                .withHeader("X-Frame-Options", "SAMEORIGIN")
                                .withHeader("Server", "Tomcat")
                                .withHeader("ETag", "\"3\"")));

        HttpResponse<String> answer = edge.get("/api/v1/runs/run_headers", "Authorization", BEARER);

        assertThat(answer.headers().allValues("X-Request-Id")).hasSize(1).doesNotContain("theirs");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Server")).isEmpty();
        assertThat(answer.headers().allValues("ETag")).containsExactly("\"3\"");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("frame-ancestors 'none'");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("RateLimit-Policy"))
                .hasValue("\"tenant\";q=1200;w=2, \"caller\";q=1200;w=2");
        assertThat(answer.headers().firstValue("RateLimit").orElse("")).startsWith("\"tenant\";r=");
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() {
        String body = "x".repeat(1024 * 1024 + 1);

        HttpResponse<String> answer = edge.post("/api/v1/runs", body, "Authorization", BEARER);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:problem:payload-too-large");
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() {
        byte[] body = new byte[3 * 1024 * 1024];

        HttpResponse<String> answer = edge.send(
                "POST",
                "/api/v1/runs/run_large",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Authorization",
                BEARER);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("urn:problem:payload-too-large");
    }

    @Test
    void passesABodyOfUnknownLengthThrough() {
        byte[] body = new byte[512 * 1024];

        HttpResponse<String> answer = edge.send(
                "POST",
                "/api/v1/runs/run_chunked",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Authorization",
                BEARER);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(requests("run-executor-service", "/api/v1/runs/run_chunked")
                        .getFirst()
                        .getBody())
                .hasSize(body.length);
    }

    @Test
    void refusesHeadersThatAreTooLarge() {
        HttpResponse<String> answer = edge.get("/api/v1/runs", "Authorization", BEARER, "X-Much", "x".repeat(20_000));

        assertThat(answer.statusCode()).isEqualTo(413);
    }

    private static List<LoggedRequest> requests(String service, String url) {
        return Arrays.stream(Service.values())
                .filter(candidate -> candidate.title().equals(service))
                .flatMap(candidate -> BackEnds.of(candidate).findAll(anyRequestedFor(urlEqualTo(url))).stream())
                .toList();
    }
}
