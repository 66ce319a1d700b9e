package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.OneOfEverything;
import io.fermata.e2e.support.Operation;
import io.fermata.e2e.support.Problems;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.StackService;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever shows no credential gets nowhere, by whatever spelling of a path, and changes nothing. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnauthenticatedCrawlE2E {
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<Integer> SHUT = Set.of(400, 401, 404);

    private OneOfEverything things;
    private Map<String, String> before;
    private List<Operation> closed;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        things = OneOfEverything.ownedBy(TestPlatform.newTenant("crawled"));
        before = things.seen();
        closed = Operation.documented()
                .filter(operation -> !operation.isPublic())
                .toList();
        assertThat(closed).isNotEmpty();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(things.seen()).isEqualTo(before);
    }

    @Test
    void asksWhoIsThereAtEveryOperation() {
        for (Operation operation : closed) {
            Object body = operation.hasBody() ? Map.of() : null;
            Problems.require(
                    TestPlatform.nobody().send(operation.method(), things.pathOf(operation), body),
                    401,
                    "unauthenticated");
        }
    }

    @Test
    void asksWhoIsThereByEveryMethod() {
        List<String> open = new ArrayList<>();
        closed.stream()
                .map(things::pathOf)
                .distinct()
                .forEach(path -> METHODS.forEach(method -> {
                    if (TestPlatform.nobody().send(method, path, null).status() != 401) {
                        open.add(method + " " + path);
                    }
                }));

        assertThat(open).isEmpty();
    }

    @Test
    void isNotMisledBySpellings() {
        List<String> open = new ArrayList<>();
        closed.stream()
                .filter(operation -> operation.method().equals("GET"))
                .map(things::pathOf)
                .flatMap(UnauthenticatedCrawlE2E::spellings)
                .forEach(path -> look(TestPlatform.nobody(), path, open));

        assertThat(open).isEmpty();
    }

    private static Stream<String> spellings(String path) {
        return Stream.of(
                path + "/",
                path + "//",
                "/" + path,
                path.replace("/api/v1/", "/api//v1/"),
                path.replace("/api/v1/", "/api/./v1/"),
                path.replace("/api/v1/", "/api/v1/x/../"),
                path.replace("/api/v1/", "/api/v1/x/%2e%2e/"),
                path.replace("/api/v1/", "/api%2Fv1%2F"),
                path.replace("/api/v1/", "/API/V1/"),
                path.replace("/api/v1/", "/api;a=b/v1/"),
                path + ";a=b",
                path + "%00",
                path + ".json",
                "/livez/.." + path,
                "/.well-known/..%2f" + path.substring(1),
                "/oauth2/..;" + path);
    }

    @Test
    void hasNoOtherDoors() {
        List<String> open = new ArrayList<>();
        Stream.of(
                        "/actuator",
                        "/actuator/env",
                        "/actuator/heapdump",
                        "/actuator/prometheus",
                        "/actuator/gateway/routes",
                        "/internal/v1/agents/" + things.id("agents"),
                        "/internal/v1/tool-executions",
                        "/h2-console",
                        "/v3/api-docs",
                        "/error",
                        "/graphql",
                        "/api/v1/health/../runs")
                .forEach(path -> look(TestPlatform.nobody(), path, open));

        assertThat(open).isEmpty();
    }

    @Test
    void isAskedBehindTheGatewayToo() {
        List<String> open = new ArrayList<>();
        for (StackService service : StackService.values()) {
            Gateway direct =
                    new Gateway(TestPlatform.http(), TestPlatform.stack().url(service), null);
            closed.forEach(operation -> look(direct, operation.method(), things.pathOf(operation), open));
            Stream.of("/actuator", "/actuator/env", "/actuator/heapdump", "/internal/v1/tool-executions")
                    .forEach(path -> look(direct, path, open));
        }

        assertThat(open).isEmpty();
    }

    private static void look(Gateway way, String path, List<String> open) {
        look(way, "GET", path, open);
    }

    private static void look(Gateway way, String method, String path, List<String> open) {
        Answer answer = way.send(method, path, null);
        if (!SHUT.contains(answer.status())) {
            open.add(answer.status() + " " + method + " " + way.url() + path);
        }
    }
}
