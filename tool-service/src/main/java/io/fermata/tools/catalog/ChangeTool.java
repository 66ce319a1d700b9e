package io.fermata.tools.catalog;

import io.fermata.contracts.Problems;
import io.fermata.starter.etag.ETags;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import io.fermata.starter.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Makes the next version of a tool. A field that is given replaces the stored one whole; null brings its default back. */
@Service
class ChangeTool {
    private static final Set<String> CHANGEABLE = Set.of(
            "description", "parameters", "output_schema", "handler", "idempotency", "requires_approval", "risk_level",
            "category", "timeout_seconds", "retry", "rate_limit", "budget", "redact");

    private final ToolStore tools;
    private final BuiltinGuard guard;
    private final ToolEvents events;
    private final Json json;
    private final Clock clock;

    ChangeTool(ToolStore tools, BuiltinGuard guard, ToolEvents events, Json json, Clock clock) {
        this.tools = tools;
        this.guard = guard;
        this.events = events;
        this.json = json;
        this.clock = clock;
    }

    @Transactional
    ToolView handle(String name, ObjectNode patch, @Nullable String ifMatch) {
        guard.refuse(name);
        ToolRow row = tools.requireLive(name);
        ETags.requireMatch(ifMatch, row.version());
        ToolDocument before = tools.document(row);
        ToolDefinition next = ToolRules.read(merge(before, patch), row.version() + 1, clock.instant());
        if (ToolDocument.of(next).equals(before)) {
            return ToolView.of(new CurrentTool(row.version(), before, row.updatedAt()), row.createdAt());
        }
        ToolRow saved = tools.save(row, next);
        CurrentTool current = CurrentTool.of(next);
        events.publish("change", current.changed());
        return ToolView.of(current, saved.createdAt());
    }

    private ToolDocument merge(ToolDocument before, ObjectNode patch) {
        ObjectNode merged = (ObjectNode) json.tree(before);
        for (Map.Entry<String, JsonNode> field : patch.properties()) {
            if (!CHANGEABLE.contains(field.getKey())) {
                throw unknown(field.getKey());
            }
            merged.set(field.getKey(), field.getValue());
        }
        return json.convert(merged, ToolDocument.class);
    }

    private static ProblemException unknown(String field) {
        String pointer = "/" + field.replace("~", "~0").replace("/", "~1");
        return ProblemException.of(Problems.UNKNOWN_PROPERTY, "The body has a property that cannot be changed here.")
                .withErrors(List.of(new FieldProblem(pointer, "is not a changeable property of a tool")));
    }
}
