package io.fermata.executor.execution;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.regex.RegularExpression;
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
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/";

    private final JsonMapper json;
    private final @Nullable String schemaJson;

    SchemaCheck(JsonMapper json, @Nullable String schemaJson) {
        this.json = json;
        this.schemaJson = schemaJson;
    }

    /** Tenants' patterns run in linear time, and nothing is fetched or read on a schema's behalf. */
    private static SchemaRegistry registry() {
        return SchemaRegistry.withDialect(
                Dialects.getDraft202012(),
                builder -> builder.schemaLoader(
                                loader -> loader.allow(iri -> iri.toString().startsWith(DIALECT)))
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .regularExpressionFactory(SchemaCheck::linear)
                                .build()));
    }

    private static RegularExpression linear(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return value -> pattern.matcher(value).find();
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

    private static Optional<String> complaint(String schemaJson, JsonNode data) {
        try {
            String errors = registry().getSchema(schemaJson).validate(data).stream()
                    .limit(MOST_COMPLAINTS)
                    .map(Object::toString)
                    .collect(Collectors.joining("; "));
            return errors.isEmpty() ? Optional.empty() : Optional.of(errors + ".");
        } catch (SchemaException | PatternSyntaxException e) {
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
