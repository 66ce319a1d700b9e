package io.fermata.tools.catalog;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.node.ObjectNode;

/** Which fields of a tool shall be others: one that is given replaces the stored one whole, null brings its default back. */
record ToolPatch(ObjectNode changes) {
    private static final Set<String> CHANGEABLE = Set.of(
            "description",
            "parameters",
            "output_schema",
            "handler",
            "idempotency",
            "requires_approval",
            "risk_level",
            "category",
            "timeout_seconds",
            "retry",
            "rate_limit",
            "budget",
            "redact");

    /** The body was not bound to a type, because absent and null differ; so its faults are told here. */
    ToolDocument apply(ToolDocument before, Json json) {
        ObjectNode merged = (ObjectNode) json.tree(before);
        for (Map.Entry<String, JsonNode> field : changes.properties()) {
            if (!CHANGEABLE.contains(field.getKey())) {
                throw unknown("/" + escaped(field.getKey()));
            }
            merged.set(field.getKey(), field.getValue());
        }
        try {
            return json.convert(merged, ToolDocument.class);
        } catch (UnrecognizedPropertyException e) {
            throw unknown(pointer(e));
        } catch (JacksonException e) {
            throw ProblemException.validation(pointer(e), "has the wrong type");
        }
    }

    private static ProblemException unknown(String pointer) {
        return ProblemException.of(Problems.UNKNOWN_PROPERTY, "The body has a property that cannot be changed here.")
                .withErrors(List.of(new FieldProblem(pointer, "is not a changeable property of a tool")));
    }

    private static String pointer(JacksonException failure) {
        return failure.getPath().stream()
                .map(step ->
                        step.getPropertyName() == null ? "/" + step.getIndex() : "/" + escaped(step.getPropertyName()))
                .collect(Collectors.joining());
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
