package io.fermata.registry.config;

import io.fermata.starter.schema.InvalidSchemaException;
import io.fermata.starter.schema.JsonSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A schema is valid when the run whose answer it judges could apply it. */
@Component
class Draft202012OutputSchemaCheck implements OutputSchemaCheck {
    private final JsonMapper json;

    Draft202012OutputSchemaCheck(JsonMapper json) {
        this.json = json;
    }

    @Override
    public List<Flaw> flaws(Map<String, @Nullable Object> schema) {
        try {
            JsonSchema.compile(json.valueToTree(schema));
            return List.of();
        } catch (InvalidSchemaException e) {
            return e.faults().stream()
                    .map(fault -> new Flaw(fault.pointer(), fault.detail()))
                    .toList();
        }
    }
}
