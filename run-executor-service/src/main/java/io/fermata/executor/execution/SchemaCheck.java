package io.fermata.executor.execution;

import io.fermata.executor.machine.OutputCheck;
import io.fermata.starter.schema.InvalidSchemaException;
import io.fermata.starter.schema.JsonSchema;
import io.fermata.starter.schema.SchemaFault;
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
    private final @Nullable String schemaJson;

    SchemaCheck(JsonMapper json, @Nullable String schemaJson) {
        this.json = json;
        this.schemaJson = schemaJson;
    }

    @Override
    public Verdict check(String text) {
        ObjectNode output = json.createObjectNode().put("message", text);
        if (schemaJson == null) {
            return new Verdict(output.toString(), Optional.empty());
        }
        JsonNode data;
        try {
            data = json.readTree(withoutFence(text));
        } catch (JacksonException _) {
            return new Verdict(output.toString(), Optional.of("it is not JSON."));
        }
        output.set("data", data);
        return new Verdict(output.toString(), complaint(schemaJson, data));
    }

    private Optional<String> complaint(String schemaJson, JsonNode data) {
        try {
            String faults = JsonSchema.compile(json.readTree(schemaJson)).check(data).stream()
                    .limit(MOST_COMPLAINTS)
                    .map(SchemaFault::toString)
                    .collect(Collectors.joining("; "));
            return faults.isEmpty() ? Optional.empty() : Optional.of(faults + ".");
        } catch (InvalidSchemaException e) {
            return Optional.of("the schema cannot be applied: " + e.getMessage() + ".");
        }
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
