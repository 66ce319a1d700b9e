package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class OpenApiE2E {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** What a list of operations has room for. */
    private static final int LONGEST_SUMMARY = 60;

    @Test
    void describesEveryServiceInOneDocument() {
        JsonNode document = TestPlatform.openApi();

        assertThat(document.path("openapi").asString()).startsWith("3.1");
        assertThat(names(document.path("paths")))
                .contains(
                        "/api/v1/health",
                        "/api/v1/tenants",
                        "/api/v1/agents",
                        "/api/v1/runs/{id}/events",
                        "/api/v1/tools",
                        "/api/v1/approvals",
                        "/api/v1/usage/events")
                .noneMatch(path -> path.startsWith("/internal/") || path.startsWith("/actuator"));
    }

    @Test
    void refersOnlyToPartsThatAreThere() {
        JsonNode document = TestPlatform.openApi();

        List<String> dangling = document.findValuesAsString("$ref").stream()
                .filter(reference -> document.at(reference.substring(1)).isMissingNode())
                .toList();

        assertThat(dangling).isEmpty();
    }

    @Test
    void namesThePermissionOfEveryOperationThatIsNotPublic() {
        List<String> undeclared = new ArrayList<>();
        TestPlatform.openApi()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> !isPublic(operation.getValue()) && !namesPermission(operation.getValue()))
                        .forEach(operation -> undeclared.add(operation.getKey() + " " + path.getKey())));

        assertThat(undeclared).isEmpty();
    }

    @Test
    void givesEveryOperationANameOfItsOwnAndAnAnswer() {
        List<String> names = new ArrayList<>();
        TestPlatform.openApi()
                .path("paths")
                .forEach(path -> path.properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .forEach(operation -> {
                            names.add(operation.getValue().path("operationId").asString());
                            assertThat(operation.getValue().path("responses").isEmpty())
                                    .isFalse();
                        }));

        assertThat(names).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void tellsOfEveryOperationWhatItDoes() {
        List<String> untold = new ArrayList<>();
        TestPlatform.openApi().path("paths").properties().stream()
                .filter(path -> path.getKey().startsWith("/api/v1/"))
                .forEach(path -> path.getValue().properties().stream()
                        .filter(operation -> METHODS.contains(operation.getKey()))
                        .filter(operation -> !isSummarized(operation.getValue()))
                        .forEach(operation -> untold.add(operation.getKey() + " " + path.getKey())));

        assertThat(untold).isEmpty();
    }

    @Test
    void canBeBrowsed() {
        Answer way = TestPlatform.nobody().send("GET", "/docs", null);
        assertThat(way.status()).isEqualTo(302);

        Answer page = TestPlatform.nobody().send("GET", String.valueOf(way.header("Location")), null);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).startsWith("text/html");
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }

    private static boolean isPublic(JsonNode operation) {
        return operation.path("security").isArray()
                && operation.path("security").isEmpty();
    }

    private static boolean namesPermission(JsonNode operation) {
        return !operation.path("x-required-permission").isEmpty();
    }

    private static boolean isSummarized(JsonNode operation) {
        String summary = operation.path("summary").asString("");
        return !summary.isBlank() && summary.length() <= LONGEST_SUMMARY;
    }
}
