package io.fermata.executor.execution;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fermata.executor.machine.OutputCheck;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The output of a run: {@code {"message": …}}, and {@code data} beside it when the agent promises a schema. */
final class SchemaCheck implements OutputCheck {

    private static final int MOST_COMPLAINTS = 5;

    private final JsonMapper json;
    private final @Nullable Schema schema;

    SchemaCheck(JsonMapper json, @Nullable String schemaJson) {
        this.json = json;
        this.schema = schemaJson == null
                ? null
                : SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schemaJson);
    }

    @Override
    public Verdict check(String text) {
        ObjectNode output = json.createObjectNode().put("message", text);
        if (schema == null) {
            return new Verdict(output.toString(), Optional.empty());
        }
        JsonNode data;
        try {
            data = json.readTree(withoutFence(text));
        } catch (JacksonException _) {
            return new Verdict(output.toString(), Optional.of("it is not JSON."));
        }
        output.set("data", data);
        return new Verdict(output.toString(), complaint(schema, data));
    }

    private static Optional<String> complaint(Schema schema, JsonNode data) {
        String errors = schema.validate(data).stream()
                .limit(MOST_COMPLAINTS)
                .map(Object::toString)
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? Optional.empty() : Optional.of(errors + ".");
    }

    /** Models like to wrap JSON in a Markdown fence even when told not to. */
    private static String withoutFence(String text) {
        String trimmed = text.strip();
        if (!trimmed.startsWith("```") || !trimmed.endsWith("```")) {
            return trimmed;
        }
        int firstLine = trimmed.indexOf('\n');
        return firstLine < 0 ? trimmed : trimmed.substring(firstLine + 1, trimmed.length() - 3);
    }
}
