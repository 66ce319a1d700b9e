package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.OneOfEverything;
import io.fermata.e2e.support.Operation;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.StackService;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Walks every operation the platform documents, so that a new one is covered the day it is documented. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationE2E {
    private static final int STRANGERS = 19;
    /** What two answers differ in although they say the same. */
    private static final Pattern OF_THIS_REQUEST = Pattern.compile("\"(instance|request_id)\":\"[^\"]*\"");

    /** Makes something of one's own under this name; that a stranger uses the same name is no secret. */
    private static final Set<String> MAKES_ITS_OWN =
            Set.of("PUT /api/v1/secrets/{name}", "PUT /api/v1/provider-keys/{provider}");

    private OneOfEverything things;
    private Tenant owner;
    private Tenant stranger;
    private List<Tenant> strangers;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        owner = TestPlatform.newTenant("owner");
        strangers = Stream.generate(() -> TestPlatform.newTenant("stranger"))
                .limit(STRANGERS)
                .toList();
        stranger = strangers.getFirst();
        things = OneOfEverything.ownedBy(owner);
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> answersNotFoundToAStranger() {
        return Operation.documented()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !MAKES_ITS_OWN.contains(operation.toString()))
                .map(operation -> dynamicTest(operation.toString(), () -> requireNotFound(operation)));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> listsNothingOfAnotherTenant() {
        return Operation.documented()
                .filter(operation -> operation.method().equals("GET")
                        && operation.path().startsWith("/api/v1/")
                        && !operation.path().contains("{")
                        && !operation.path().endsWith("/events"))
                .map(operation -> dynamicTest(operation.toString(), () -> requireNothingOfTheOwner(operation.path())));
    }

    @TestFactory
    Stream<DynamicTest> doesNotTakeAnotherTenantsIdsInAFilter() {
        return Stream.of(
                        "/api/v1/runs?agent_id=" + things.id("agents"),
                        "/api/v1/runs?session_id=" + things.id("sessions"),
                        "/api/v1/approvals?run_id=" + things.id("runs"),
                        "/api/v1/usage/events?run_id=" + things.id("runs"))
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
                                "/api/v1/runs", object("agent_id", things.id("agents"), "input", Map.of()), 404)),
                dynamicTest(
                        "a run in the owner's session",
                        () -> requireRefused(
                                "/api/v1/agents/" + own + "/runs",
                                object("input", Map.of(), "session_id", things.id("sessions")),
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

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> takesAnIdInNoOtherSpelling() {
        return Operation.documented()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !MAKES_ITS_OWN.contains(operation.toString()))
                .map(operation -> dynamicTest(operation.toString(), () -> requireUnknownHoweverSpelled(operation)));
    }

    private void requireUnknownHoweverSpelled(Operation operation) {
        assertThat(things.spellings())
                .allSatisfy(spelled -> assertThat(stranger.gateway()
                                .send(operation.method(), spelled.pathOf(operation), body(operation))
                                .status())
                        .as(spelled.pathOf(operation))
                        .isIn(400, 404));
    }

    /** Whoever reaches a service past the gateway finds no more than through it. */
    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> answersNotFoundToAStrangerBehindTheGateway() {
        String token = stranger.gateway().accessToken();
        return Arrays.stream(StackService.values())
                .filter(service -> service != StackService.GATEWAY)
                .map(service -> dynamicTest(
                        service.module(),
                        () -> requireNothingFound(new Gateway(
                                TestPlatform.http(), TestPlatform.stack().url(service), token))));
    }

    private void requireNothingFound(Gateway service) {
        List<String> found = new ArrayList<>();
        Operation.documented()
                .filter(operation -> operation.path().contains("{"))
                .filter(operation -> !MAKES_ITS_OWN.contains(operation.toString()))
                .forEach(operation -> {
                    Answer answer = service.send(operation.method(), things.pathOf(operation), body(operation));
                    if (answer.status() != 404) {
                        found.add(answer.status() + " " + operation);
                    }
                });
        assertThat(found).isEmpty();
    }

    private void requireRefused(String path, Map<String, ?> body, int status) {
        assertThat(stranger.gateway().send("POST", path, body).status()).isEqualTo(status);
    }

    /** To the letter what is said of a thing that nobody has: the answer does not tell that somebody has it. */
    private void requireNotFound(Operation operation) {
        String unknown = said(stranger, operation, things.nobodys().pathOf(operation));

        assertThat(unknown).startsWith("404 ").contains("urn:problem:not-found");
        assertThat(strangers)
                .allSatisfy(other -> assertThat(said(other, operation, things.pathOf(operation)))
                        .isEqualTo(unknown));
    }

    private static String said(Tenant tenant, Operation operation, String path) {
        Answer answer = tenant.gateway().send(operation.method(), path, body(operation));
        return answer.status() + " " + new TreeSet<>(answer.headers().keySet()) + " "
                + OF_THIS_REQUEST.matcher(answer.body()).replaceAll("");
    }

    private void requireNothingOfTheOwner(String path) {
        assertThat(strangers).allSatisfy(other -> {
            Answer answer = other.gateway().send("GET", path, null);

            assertThat(answer.status()).as(answer.body()).isIn(200, 403, 422);
            assertThat(answer.body()).doesNotContain(owner.id(), things.id("agents"), things.id("runs"));
            assertThat(answer.body()).doesNotContain("orders.refund");
        });
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
}
