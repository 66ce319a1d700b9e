package io.fermata.registry.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.RegistryTest;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RegistryTest
class AgentTemplateIT {
    @LocalServerPort
    private int port;

    @Test
    void everyTemplateMakesAnAgent() {
        Registry registry = Registry.at(port);

        JsonNode templates = registry.get("/api/v1/agent-templates").body().at("/data");

        assertThat(templates.findValuesAsString("id"))
                .hasSizeGreaterThanOrEqualTo(5)
                .doesNotHaveDuplicates();
        for (JsonNode template : templates) {
            assertThat(registry.post("/api/v1/agents", template.get("agent").toString())
                            .status())
                    .as(template.at("/id").asString())
                    .isEqualTo(201);
        }
    }
}
