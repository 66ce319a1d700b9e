package io.fermata.registry.config;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Validates a schema against the meta-schema of JSON Schema 2020-12, which the library carries: nothing is fetched. */
@Component
class Draft202012OutputSchemaCheck implements OutputSchemaCheck {
    private static final SpecificationVersion DRAFT = SpecificationVersion.DRAFT_2020_12;

    private final JsonMapper json;
    private final Schema metaSchema;

    Draft202012OutputSchemaCheck(JsonMapper json) {
        this.json = json;
        this.metaSchema = SchemaRegistry.withDefaultDialect(DRAFT).getSchema(SchemaLocation.of(DRAFT.getDialectId()));
    }

    @Override
    public List<Flaw> flaws(Map<String, @Nullable Object> schema) {
        return metaSchema.validate(json.valueToTree(schema)).stream()
                .map(error -> new Flaw(
                        PathType.JSON_POINTER.convertToJsonPointer(
                                error.getInstanceLocation().toString()),
                        error.getMessage()))
                .distinct()
                .toList();
    }
}
