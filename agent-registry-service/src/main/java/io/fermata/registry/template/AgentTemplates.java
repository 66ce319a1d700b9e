package io.fermata.registry.template;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.util.List;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The templates that come with the platform. They are data: {@code agent-templates.json}. */
@Component
class AgentTemplates {
    record Catalogue(List<AgentTemplate> templates) {}

    private final List<AgentTemplate> all;

    AgentTemplates(Json json) throws IOException {
        byte[] text = new ClassPathResource("agent-templates.json").getContentAsByteArray();
        this.all = List.copyOf(json.read(text, Catalogue.class).templates());
    }

    List<AgentTemplate> all() {
        return all;
    }
}
