package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputE2E {
    private static final Map<String, String> NONE = Map.of();
    private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

    private Tenant tenant;
    private String runs;
    private String pausedRuns;

    @BeforeAll
    void anAgentThatWorksAndOneThatIsPaused() {
        TestPlatform.playDefaultScript();
        tenant = TestPlatform.newTenant("bad-input");
        runs = "/api/v1/agents/" + tenant.agent("openai/quick") + "/runs";
        String paused = tenant.agent("openai/quick");
        tenant.gateway().post("/api/v1/agents/" + paused + "/pause", Map.of());
        pausedRuns = "/api/v1/agents/" + paused + "/runs";
    }

    private record Bad(
            String name,
            String method,
            String path,
            Object body,
            Map<String, String> headers,
            int status,
            String slug) {}

    private Stream<Bad> requests() {
        return Stream.of(
                post("unknown property", runs, object("input", Map.of(), "inputt", 1), 400, "unknown-property"),
                post("nested unknown property", "/api/v1/agents", agent("guardrail", 1), 400, "unknown-property"),
                post("wrong type", "/api/v1/agents", object("name", Map.of()), 422, "validation"),
                post("missing field", "/api/v1/agents", Map.of(), 422, "validation"),
                post("input that is no object", runs, object("input", "hello"), 422, "validation"),
                post("value out of range", "/api/v1/agents", agent("temperature", 3), 422, "validation"),
                post("unknown tool", "/api/v1/agents", agent("tools", List.of("nobody.knows")), 422, "validation"),
                post(
                        "too large",
                        runs,
                        "{\"input\":{\"message\":\"" + "x".repeat(1_100_000) + "\"}}",
                        413,
                        "payload-too-large"),
                post("malformed JSON", runs, "{\"input\":", 400, "malformed-body"),
                post("two documents", runs, "{\"input\":{}}{}", 400, "malformed-body"),
                post("the same key twice", runs, "{\"input\":{},\"input\":{}}", 400, "malformed-body"),
                post(
                        "nested too deeply",
                        runs,
                        "{\"input\":" + "[".repeat(200) + "]".repeat(200) + "}",
                        400,
                        "malformed-body"),
                post("no body", "/api/v1/agents", "", 400, "malformed-body"),
                new Bad(
                        "wrong media type",
                        "POST",
                        runs,
                        "<a/>",
                        type("application/xml"),
                        415,
                        "unsupported-media-type"),
                get("bad cursor", "/api/v1/runs?cursor=bm90LWEtY3Vyc29y", 422, "validation"),
                get("bad limit", "/api/v1/runs?limit=1000", 422, "validation"),
                get("bad filter", "/api/v1/runs?status=sleeping", 422, "validation"),
                get("bad time", "/api/v1/runs?created_after=yesterday", 422, "validation"),
                post(
                        "unknown agent",
                        "/api/v1/agents/agt_" + UNKNOWN + "/runs",
                        object("input", Map.of()),
                        404,
                        "not-found"),
                post("malformed agent id", "/api/v1/agents/nonsense/runs", object("input", Map.of()), 404, "not-found"),
                post("paused agent", pausedRuns, object("input", Map.of()), 409, "conflict"),
                post("unknown version", runs, object("input", Map.of(), "agent_version", 99), 404, "not-found"),
                get("unknown run", "/api/v1/runs/run_" + UNKNOWN, 404, "not-found"),
                get("unknown path", "/api/v1/nothing-here", 404, "not-found"),
                get("no WebSocket", "/api/v1/agents/ws/run_" + UNKNOWN, 400, "bad-request"),
                get("dots in the path", "/api/v1/runs/%2e%2e/%2e%2e/internal", 400, "bad-request"),
                new Bad("wrong method", "DELETE", "/api/v1/runs", "", NONE, 405, "method-not-allowed"),
                new Bad(
                        "stale version",
                        "PATCH",
                        runs.replace("/runs", ""),
                        object("name", "x"),
                        ifMatch("\"99\""),
                        412,
                        "precondition-failed"),
                get("a key in the URL", "/api/v1/runs?api_key=" + tenant.adminKey(), 400, "bad-request"));
    }

    @TestFactory
    Stream<DynamicTest> answersEveryBadRequestWithItsProblem() {
        return requests()
                .map(bad -> dynamicTest(
                        bad.name(),
                        () -> Problems.require(
                                tenant.gateway().send(bad.method(), bad.path(), bad.body(), bad.headers()),
                                bad.status(),
                                bad.slug())));
    }

    @Test
    void pointsAtEverythingThatIsWrongAtOnce() {
        Answer answer = tenant.gateway()
                .send(
                        "POST",
                        "/api/v1/agents",
                        object("name", "x", "config", object("temperature", 9, "max_tokens", 0)));

        assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                .contains("/config/temperature", "/config/max_tokens");
    }

    private static Map<String, ?> agent(String member, Object value) {
        return object("name", "x", "config", object(member, value));
    }

    private static Bad post(String name, String path, Object body, int status, String slug) {
        return new Bad(name, "POST", path, body, NONE, status, slug);
    }

    private static Bad get(String name, String path, int status, String slug) {
        return new Bad(name, "GET", path, null, NONE, status, slug);
    }

    private static Map<String, String> type(String mediaType) {
        return Map.of("Content-Type", mediaType);
    }

    private static Map<String, String> ifMatch(String tag) {
        return Map.of("If-Match", tag);
    }
}
