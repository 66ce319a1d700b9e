package io.fermata.tools.catalog;

import io.fermata.starter.etag.ETags;
import io.fermata.starter.json.Json;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes the next version of a tool. */
@Service
class ChangeTool {
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
    ToolView handle(String name, ToolPatch patch, @Nullable String ifMatch) {
        guard.refuse(name);
        ToolRow row = tools.requireLive(name);
        ETags.requireMatch(ifMatch, row.version());
        ToolDocument before = tools.document(row);
        ToolDefinition next = ToolRules.read(
                patch.apply(before, json), row.version() + 1, clock.instant().truncatedTo(ChronoUnit.MICROS));
        if (ToolDocument.of(next).equals(before)) {
            return ToolView.of(new CurrentTool(row.version(), before, row.updatedAt()), row.createdAt());
        }
        ToolRow saved = tools.save(row, next);
        CurrentTool current = CurrentTool.of(next);
        events.publish("change", current.changed());
        return ToolView.of(current, saved.createdAt());
    }
}
