package io.fermata.gateway.browser;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.routing.Service;
import io.fermata.gateway.testing.BackEnds;
import io.fermata.gateway.testing.Edge;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "management.server.port=0")
class SecurityHeadersIT {
    private static final String BEARER = "Bearer " + BackEnds.ISSUER.token("acme", "user:usr_1");
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final Pattern INLINE = Pattern.compile(
            "<script(?![^>]* src=)|<style|\\sstyle=|\\son[a-z]+=|javascript:", Pattern.CASE_INSENSITIVE);

    private final Edge edge;

    SecurityHeadersIT(@LocalServerPort int port) {
        this.edge = new Edge(port);
    }

    @DynamicPropertySource
    static void backEnds(DynamicPropertyRegistry properties) {
        BackEnds.register(properties);
    }

    @ParameterizedTest
    @CsvSource({
        "200,/api/v1/runs/run_hardened",
        "404,/api/v1/nowhere",
        "400,/api/v1/runs/..%2f..%2finternal",
        "400,/api/v1/runs?api_key=fk_test_url",
        "200,/livez",
        "200,/openapi.json",
        "302,/docs",
        "200,/docs/index.html",
        "404,/docs/nothing.js",
        "200,/login?hardened",
        "200,/oauth2/jwks",
    })
    void saysOnEveryAnswerOnceWhatABrowserMayDoWithIt(int status, String path) {
        assertHardened(status, edge.get(path, "Authorization", BEARER));
    }

    @Test
    void saysSoToWhoIsNotLetIn() {
        assertHardened(401, edge.get("/api/v1/runs"));
    }

    @Test
    void doesNotRepeatWhatAServiceSays() {
        BackEnds.of(Service.EXECUTOR)
                .stubFor(get("/api/v1/runs/run_says_so_too")
                        .willReturn(ok().withHeader(CONTENT_SECURITY_POLICY, "default-src *")
                                .withHeader("Cross-Origin-Resource-Policy", "cross-origin")
                                .withHeader("Strict-Transport-Security", "max-age=1")
                                .withHeader("Cache-Control", "public")));

        HttpResponse<String> answer = edge.get("/api/v1/runs/run_says_so_too", "Authorization", BEARER);

        assertHardened(200, answer);
        assertThat(answer.headers().allValues(CONTENT_SECURITY_POLICY))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    }

    @Test
    void letsTheDocumentationRunItsOwnFilesAndNothingInline() {
        HttpResponse<String> page = edge.get("/docs/index.html");

        assertThat(page.headers().firstValue(CONTENT_SECURITY_POLICY).orElse(""))
                .contains("script-src 'self'", "style-src 'self'")
                .doesNotContain("unsafe");
        assertThat(INLINE.matcher(page.body()).find()).isFalse();
        assertThat(edge.get("/docs/ui/swagger-ui-bundle.js").body())
                .doesNotContain("createElement(\"style\")", "setAttribute(\"style\"");
        assertThat(edge.get("/docs/ui/swagger-ui.css").body()).doesNotContain("@import", "url(http");
    }

    private static void assertHardened(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertSays(answer, "X-Content-Type-Options", "nosniff");
        assertSays(answer, "Referrer-Policy", "no-referrer");
        assertSays(answer, "X-Frame-Options", "DENY");
        assertSays(answer, "Cross-Origin-Opener-Policy", "same-origin");
        assertSays(answer, "Cross-Origin-Resource-Policy", "same-origin");
        assertThat(answer.headers().allValues(CONTENT_SECURITY_POLICY))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "frame-ancestors 'none'");
        assertThat(answer.headers().allValues("Strict-Transport-Security")).isEmpty();
    }

    private static void assertSays(HttpResponse<String> answer, String header, String value) {
        assertThat(answer.headers().allValues(header)).as(header).containsExactly(value);
    }
}
