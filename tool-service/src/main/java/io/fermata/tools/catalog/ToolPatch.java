package io.fermata.tools.catalog;

import io.fermata.contracts.Problems;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.BodyFailures;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;

/** Which fields of a tool shall be others: one that is given replaces the stored one whole, null brings its default back. */
record ToolPatch(ObjectNode changes) {
    /** Everything else of a tool can be changed. */
    private static final String NAME = "name";

    /** The body was not bound to a type, because absent and null differ; so its faults are told here. */
    ToolDocument apply(ToolDocument before, Json json) {
        ObjectNode merged = (ObjectNode) json.tree(before);
        List<FieldProblem> unknown = changes.propertyNames().stream()
                .filter(name -> name.equals(NAME) || !merged.has(name))
                .map(ToolPatch::unchangeable)
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.of(Problems.UNKNOWN_PROPERTY, "The body has a property that cannot be changed here.")
                    .withErrors(unknown);
        }
        merged.setAll(changes);
        try {
            return json.convert(merged, ToolDocument.class);
        } catch (JacksonException e) {
            throw BodyFailures.translate(e);
        }
    }

    private static FieldProblem unchangeable(String name) {
        return new FieldProblem(
                JsonPointer.empty().appendProperty(name).toString(), "is not a changeable property of a tool");
    }
}
