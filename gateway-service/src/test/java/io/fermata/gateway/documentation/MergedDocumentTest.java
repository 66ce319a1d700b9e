package io.fermata.gateway.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MergedDocumentTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final MergedDocument merged = new MergedDocument();

    @Test
    void keepsThePathsOfAllServicesAndNoInternalOnes() {
        merged.add("a", JSON.readTree("{\"paths\":{\"/api/v1/b\":{},\"/internal/v1/x\":{}}}"));
        merged.add("b", JSON.readTree("{\"paths\":{\"/api/v1/a\":{}}}"));

        assertThat(merged.document().get("paths").propertyNames()).containsExactly("/api/v1/a", "/api/v1/b");
        assertThat(merged.document().get("openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void givesTheSecondOfTwoDifferentSchemasItsServicesName() {
        merged.add("a", document("/a", "{\"type\":\"string\"}"));
        merged.add(
                "b",
                document(
                        "/b",
                        "{\"type\":\"object\",\"properties\":{\"next\":{\"$ref\":\"#/components/schemas/View\"}}}"));

        JsonNode document = merged.document();

        assertThat(document.at("/paths/~1a/schema/$ref").asString()).isEqualTo("#/components/schemas/View");
        assertThat(document.at("/paths/~1b/schema/$ref").asString()).isEqualTo("#/components/schemas/b.View");
        assertThat(document.at("/components/schemas/b.View/properties/next/$ref")
                        .asString())
                .isEqualTo("#/components/schemas/b.View");
    }

    @Test
    void sharesASchemaThatIsTheSameEverywhere() {
        merged.add("a", document("/a", "{\"type\":\"string\"}"));
        merged.add("b", document("/b", "{\"type\":\"string\"}"));

        assertThat(merged.document().at("/components/schemas").propertyNames()).containsExactly("View");
    }

    @Test
    void namesWhoCouldNotBeAsked() {
        merged.addUnreachable("tool-service");

        assertThat(merged.document().get("x-unreachable-services").toString()).isEqualTo("[\"tool-service\"]");
    }

    private static JsonNode document(String path, String schema) {
        return JSON.readTree("{\"paths\":{\"" + path + "\":{\"schema\":{\"$ref\":\"#/components/schemas/View\"}}},"
                + "\"components\":{\"schemas\":{\"View\":" + schema + "}}}");
    }
}
