package io.fermata.tools.catalog;

import io.fermata.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Adds a tool to the tenant's catalogue. */
@Service
class CreateTool {
    private final ToolStore tools;
    private final Builtins builtins;
    private final ToolEvents events;
    private final Clock clock;

    CreateTool(ToolStore tools, Builtins builtins, ToolEvents events, Clock clock) {
        this.tools = tools;
        this.builtins = builtins;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    ToolView handle(ToolDocument document) {
        // As precise as the database keeps it, so that the first answer equals every later one.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        ToolDefinition checked = ToolRules.read(document, 1, now);
        String name = checked.name().value();
        ToolRow row = tools.find(name).orElseGet(() -> tools.added(name, now));
        if (builtins.find(name).isPresent() || row.live()) {
            throw ProblemException.conflict("There is a tool called " + name + " already.");
        }
        // A name that was deleted goes on counting: a caller that still holds an old version must not match it.
        ToolDefinition tool = ToolRules.read(document, row.version() + 1, now);
        ToolRow saved = tools.save(row, tool);
        CurrentTool current = CurrentTool.of(tool);
        events.publish("create", current.changed());
        return ToolView.of(current, saved.createdAt());
    }
}
