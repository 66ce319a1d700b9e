package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Walks every operation the platform documents, so that a new one is covered the day it is documented. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoTenantsE2E {
    /** Makes something of one's own under this name; that a stranger uses the same name is no secret. */
    private static final Set<String> MAKES_ITS_OWN = Set.of("PUT /api/v1/secrets/{name}");

    private final Map<String, String> ownersIds = new TreeMap<>();
    private Tenant owner;
    private Tenant stranger;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        owner = TestPlatform.newTenant("owner");
        stranger = TestPlatform.newTenant("stranger");
        owner.shop();
        String agent = owner.agent("openai/gpt-4o-mini", "orders.lookup", "orders.refund");
        String run = owner.start(agent, "Refund order 77");
        owner.awaitStatus(run, "waiting_approval");
        owner.gateway()
                .send(
                        "PUT",
                        "/api/v1/secrets/SHOP",
                        object("value", "s3cret-value", "hosts", List.of("shop.example.com")));
        ownersIds.put("agents", agent);
        ownersIds.put("runs", run);
        ownersIds.put("executions", run);
        ownersIds.put("sessions", owner.run(run).path("session_id").asString());
        ownersIds.put("approvals", owner.awaitApproval(run).path("id").asString());
        ownersIds.put("tools", "orders.refund");
        ownersIds.put("secrets", "SHOP");
        ownersIds.put("tenants", owner.id());
        ownersIds.put("api-keys", made("/api/v1/api-keys", object("name", "mine", "role", "viewer")));
        ownersIds.put(
                "users",
                made("/api/v1/users", object("email", "ada@example.com", "name", "Ada", "roles", List.of("viewer"))));
        own("service-accounts", object("name", "deploy", "roles", List.of("viewer")));
        own("roles", object("name", "auditor", "permissions", List.of("audit:read")));
        ownersIds.put("roles", "auditor");
        ownersIds.put(
                "oauth-clients",
                owner.gateway()
                        .post(
                                "/api/v1/oauth-clients",
                                object(
                                        "name",
                                        "App",
                                        "type",
                                        "public",
                                        "redirect_uris",
                                        List.of("https://app.example.com/back"),
                                        "scopes",
                                        List.of("openid")))
                        .at("/client/id")
                        .asString());
        own(
                "identity-providers",
                object(
                        "name", "Outside",
                        "issuer", "https://outside.example.com",
                        "client_id", "fermata",
                        "client_secret", "secret"));
        ownersIds.put("usage", run);
        ownersIds.put(
                "audit-events",
                owner.awaitAudited("action=agent.create").path("id").asString());
    }

    private void own(String collection, Map<String, ?> body) {
        ownersIds.put(collection, made("/api/v1/" + collection, body));
    }

    private String made(String path, Map<String, ?> body) {
        return owner.gateway().post(path, body).path("id").asString();
    }

    @TestFactory
    Stream<DynamicTest> answersNotFoundToAStranger() {
        return operations()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !MAKES_ITS_OWN.contains(operation.toString()))
                .map(operation -> dynamicTest(operation.toString(), () -> requireNotFound(operation)));
    }

    @TestFactory
    Stream<DynamicTest> listsNothingOfAnotherTenant() {
        return operations()
                .filter(operation -> operation.method().equals("GET")
                        && operation.path().startsWith("/api/v1/")
                        && !operation.path().contains("{")
                        && !operation.path().endsWith("/events"))
                .map(operation -> dynamicTest(operation.toString(), () -> requireNothingOfTheOwner(operation.path())));
    }

    @TestFactory
    Stream<DynamicTest> doesNotTakeAnotherTenantsIdsInAFilter() {
        return Stream.of(
                        "/api/v1/runs?agent_id=" + ownersIds.get("agents"),
                        "/api/v1/runs?session_id=" + ownersIds.get("sessions"),
                        "/api/v1/approvals?run_id=" + ownersIds.get("runs"),
                        "/api/v1/usage/events?run_id=" + ownersIds.get("runs"))
                .map(path -> dynamicTest(
                        path,
                        () -> assertThat(stranger.gateway().get(path).path("data"))
                                .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> doesNotTakeAnotherTenantsIdsInABody() {
        String own = stranger.agent("openai/quick");
        return Stream.of(
                dynamicTest(
                        "a run of the owner's agent",
                        () -> requireRefused(
                                "/api/v1/runs", object("agent_id", ownersIds.get("agents"), "input", Map.of()), 404)),
                dynamicTest(
                        "a run in the owner's session",
                        () -> requireRefused(
                                "/api/v1/agents/" + own + "/runs",
                                object("input", Map.of(), "session_id", ownersIds.get("sessions")),
                                404)),
                dynamicTest(
                        "an agent with the owner's tool",
                        () -> requireRefused(
                                "/api/v1/agents",
                                object("name", "thief", "config", object("tools", List.of("orders.refund"))),
                                422)))
                .toList()
                .stream();
    }

    private void requireRefused(String path, Map<String, ?> body, int status) {
        assertThat(stranger.gateway().send("POST", path, body).status()).isEqualTo(status);
    }

    private void requireNotFound(Operation operation) {
        Answer answer = stranger.gateway().send(operation.method(), filledIn(operation.path()), body(operation));

        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.json().path("type").asString()).isEqualTo("urn:problem:not-found");
    }

    private void requireNothingOfTheOwner(String path) {
        Answer answer = stranger.gateway().send("GET", path, null);

        assertThat(answer.status()).as(answer.body()).isIn(200, 403, 422);
        assertThat(answer.body()).doesNotContain(owner.id(), ownersIds.get("agents"), ownersIds.get("runs"));
        assertThat(answer.body()).doesNotContain("orders.refund");
    }

    /** The id stands right behind the name of its collection; numbers behind it are versions. */
    private String filledIn(String path) {
        String collection = path.split("/", -1)[3];
        String id = ownersIds.get(collection);
        assertThat(id).as("this test does not know an id for " + path).isNotNull();
        String first = path.replaceFirst("\\{[^}]+}", id);
        return path.startsWith("/api/v1/agents/") && first.contains("/runs/{")
                ? first.replaceFirst("\\{[^}]+}", ownersIds.get("runs"))
                : first.replaceAll("\\{[^}]*(version|[abn])}", "1").replaceAll("\\{[^}]+}", "orders.refund");
    }

    /** A body that would be accepted from the owner. */
    private static @Nullable Object body(Operation operation) {
        if (!operation.hasBody()) {
            return null;
        }
        return switch (operation.path()) {
            case "/api/v1/agents/{agentId}/runs", "/api/v1/agents/{agentId}/run" -> object("input", Map.of());
            case "/api/v1/tools/{name}/invoke" -> object("arguments", Map.of("order_id", "1"));
            case "/api/v1/agents/{id}/tools" -> object("name", "orders.lookup");
            default -> operation.path().endsWith("/rollback") ? object("version", 1) : Map.of();
        };
    }

    private record Operation(String method, String path, boolean hasBody) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static Stream<Operation> operations() {
        JsonNode paths = TestPlatform.openApi().path("paths");
        return paths.properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v1/"))
                .flatMap(path -> path.getValue().properties().stream()
                        .filter(operation ->
                                Set.of("get", "post", "put", "patch", "delete").contains(operation.getKey()))
                        .map(operation -> new Operation(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.getValue().has("requestBody"))));
    }
}
