package io.fermata.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.RegistryTest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RegistryTest
class OpenApiIT {
    @LocalServerPort
    private int port;

    private JsonNode document;

    @BeforeEach
    void theDocument() {
        document = Registry.at(port).get("/openapi.json").body();
    }

    @Test
    void everyOperationNamesItsPermission() {
        assertThat(document.at("/paths").size()).isGreaterThanOrEqualTo(13);
        assertThat(operations())
                .allSatisfy(operation -> assertThat(
                                operation.at("/x-required-permission").toString())
                        .contains("agents:"));
    }

    @Test
    void theListNamesItsParametersAsCallersWriteThem() {
        JsonNode parameters = document.at("/paths/~1api~1v1~1agents/get/parameters");

        assertThat(parameters.findValuesAsString("name"))
                .containsExactlyInAnyOrder(
                        "status", "tag", "owner", "q", "created_after", "created_before", "limit", "cursor");
    }

    @Test
    void bodiesAreDescribedInTheCaseTheyAreWrittenIn() {
        assertThat(document.at("/components/schemas/AgentRequest/properties").propertyNames())
                .contains("name", "owner_email", "data_scope", "version_label", "config");
        assertThat(document.at("/components/schemas/CapabilitiesRequest/properties")
                        .propertyNames())
                .containsExactlyInAnyOrder("read", "write", "notify", "execute");
    }

    private Stream<JsonNode> operations() {
        return document.at("/paths").valueStream().flatMap(JsonNode::valueStream);
    }
}
