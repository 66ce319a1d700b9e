package io.fermata.tools.invocation;

import io.fermata.starter.json.Json;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.schema.JsonSchema;
import io.fermata.starter.schema.SchemaFault;
import io.fermata.tools.invocation.ToolError.Code;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a model wrote as arguments, and what a tool wrote as a result, against what the tool promised. */
@Component
class ArgumentCheck {
    private static final String HALF = "half of a character (an unpaired surrogate)";

    private final Json json;

    ArgumentCheck(Json json) {
        this.json = json;
    }

    /** @throws RejectedException with pointers a model can repair its call by */
    ObjectNode arguments(CallableTool tool, String text) throws RejectedException {
        JsonNode parsed = parse(text);
        if (!(parsed instanceof ObjectNode arguments)) {
            throw rejected(Code.INVALID_ARGUMENTS, "The arguments must be a JSON object");
        }
        if (!Characters.whole(text) || (text.contains("\\u") && !Characters.whole(json.write(parsed)))) {
            throw rejected(Code.INVALID_ARGUMENTS, "The arguments contain " + HALF);
        }
        require(tool.parameters(), arguments, Code.INVALID_ARGUMENTS, "The arguments do not fit the tool's schema");
        return arguments;
    }

    /** Gives the result as text. */
    String result(CallableTool tool, JsonNode output) throws RejectedException {
        String text = json.write(output);
        if (!Characters.whole(text)) {
            throw rejected(Code.INVALID_RESULT, "The tool's result contains " + HALF);
        }
        JsonSchema promised = tool.output();
        if (promised != null) {
            require(promised, output, Code.INVALID_RESULT, "The tool's result does not fit the schema it promised");
        }
        return text;
    }

    private static RejectedException rejected(Code code, String complaint) {
        return new RejectedException(ToolError.at(List.of(new FieldProblem("", complaint)), code, complaint + "."));
    }

    private JsonNode parse(String text) throws RejectedException {
        try {
            return json.read(text);
        } catch (JacksonException e) {
            // The parser's own words name its classes.
            String place = e.getLocation() == null
                    ? ""
                    : ", from column " + e.getLocation().getColumnNr() + " on";
            throw rejected(Code.INVALID_ARGUMENTS, "The arguments are not one JSON value" + place);
        }
    }

    private static void require(JsonSchema schema, JsonNode value, Code code, String complaint)
            throws RejectedException {
        List<SchemaFault> faults = schema.check(value);
        if (!faults.isEmpty()) {
            throw new RejectedException(ToolError.at(places(faults), code, complaint + ": " + describe(faults)));
        }
    }

    private static String describe(List<SchemaFault> faults) {
        return faults.stream().map(SchemaFault::toString).collect(Collectors.joining("; "));
    }

    private static List<FieldProblem> places(List<SchemaFault> faults) {
        return faults.stream()
                .map(fault -> new FieldProblem(fault.pointer(), fault.detail()))
                .toList();
    }

    /** Nothing was called. */
    static final class RejectedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ToolError error;

        RejectedException(ToolError error) {
            super(error.code().slug());
            this.error = error;
        }

        ToolError error() {
            return error;
        }
    }
}
