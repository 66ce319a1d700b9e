package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.BesideOthers;
import io.fermata.e2e.support.OneOfEverything;
import io.fermata.e2e.support.Operation;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is answered is what the OpenAPI document says: the status is one of the operation's, the body fits its schema. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class DocumentedAnswersE2E {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** What asks for more than its path. */
    private static final Map<String, String> QUERIES = Map.of("GET /api/v1/usage/summary", "?group_by=day");

    /** Nobody of a tenant may. */
    private static final Set<String> OF_THE_PLATFORM = Set.of("GET /api/v1/tenants");

    private JsonNode document;
    private OneOfEverything things;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        document = TestPlatform.openApi();
        things = OneOfEverything.ownedBy(TestPlatform.newTenant("documented"));
    }

    @TestFactory
    Stream<DynamicTest> whatIsAnswered() {
        return Stream.concat(whatIsRead(), whatIsDone());
    }

    private Stream<DynamicTest> whatIsRead() {
        return Operation.documented()
                .filter(operation -> operation.method().equals("GET") && !operation.streams())
                .filter(operation -> !OF_THE_PLATFORM.contains(operation.toString()))
                .map(operation -> DynamicTest.dynamicTest(
                        operation.toString(),
                        () -> requireDocumented(
                                operation,
                                things.pathOf(operation) + QUERIES.getOrDefault(operation.toString(), ""),
                                null)));
    }

    private Stream<DynamicTest> whatIsDone() {
        String agent = things.id("agents");
        String run = things.id("runs");
        return Stream.of(
                done("POST /api/v1/agents", object("name", "documented")),
                done("POST /api/v1/agents/{id}/pause", agent, null),
                done("PATCH /api/v1/agents/{id}", agent, object("tags", List.of("seen"))),
                done("POST /api/v1/agents/{id}/activate", agent, null),
                done("POST /api/v1/agents/{agentId}/runs", agent, object("input", Map.of("message", "hello"))),
                done("POST /api/v1/runs", object("agent_id", agent, "input", Map.of("message", "hello"))),
                done("POST /api/v1/runs/{id}/cancel", run, null),
                done("POST /api/v1/tools/{name}/invoke", "clock.now", object("arguments", Map.of())),
                done("POST /api/v1/users", object("email", "b@example.com", "name", "B", "roles", List.of("viewer"))),
                done("POST /api/v1/api-keys", object("name", "another", "role", "viewer")),
                done("POST /api/v1/api-keys/{id}/rotate", things.id("api-keys"), null),
                done("DELETE /api/v1/tools/{name}", "orders.refund", null),
                done("DELETE /api/v1/api-keys/{id}", things.id("api-keys"), null),
                done("DELETE /api/v1/agents/{id}", agent, null));
    }

    private DynamicTest done(String operation, Map<String, ?> body) {
        return done(operation, "", body);
    }

    private DynamicTest done(String name, String id, Map<String, ?> body) {
        return DynamicTest.dynamicTest(name, () -> {
            Operation operation = Operation.documented()
                    .filter(documented -> documented.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(name + " is not documented"));
            requireDocumented(operation, operation.pathOf(id), body);
        });
    }

    private void requireDocumented(Operation operation, String path, Map<String, ?> body) {
        Answer answer = things.owner().gateway().send(operation.method(), path, body);
        JsonNode responses = document.path("paths")
                .path(operation.path())
                .path(operation.method().toLowerCase(Locale.ROOT))
                .path("responses");

        assertThat(answer.isSuccess()).as("%s: %s", path, answer).isTrue();
        assertThat(responses.propertyNames()).as("%s", answer).contains(String.valueOf(answer.status()));
        requireFitting(responses.path(String.valueOf(answer.status())).path("content"), answer);
    }

    private void requireFitting(JsonNode content, Answer answer) {
        String type = String.valueOf(answer.header("Content-Type")).replaceFirst(";.*", "");
        if (answer.body().isEmpty()) {
            assertThat(content.isEmpty())
                    .as("nothing where %s is documented", content)
                    .isTrue();
        } else if (!type.equals("application/json")) {
            assertThat(content.has(type)).as("%s in %s", type, content).isTrue();
        } else {
            JsonNode schema = content.has("application/json") ? content.path("application/json") : content.path("*/*");
            assertThat(schema.has("schema"))
                    .as("a schema of %s in %s", answer, content)
                    .isTrue();
            assertThat(SCHEMAS.getSchema(withComponents(schema.path("schema"))).validate(answer.json()))
                    .as("%s", answer.body())
                    .isEmpty();
        }
    }

    /** Its references lead into the document, so the document's parts stand beside it. */
    private ObjectNode withComponents(JsonNode schema) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return whole;
    }
}
