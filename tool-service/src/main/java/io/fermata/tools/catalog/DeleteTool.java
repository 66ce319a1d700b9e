package io.fermata.tools.catalog;

import io.fermata.starter.etag.ETags;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes a tool out of the catalogue. Calls of it that are under way end as they began. */
@Service
class DeleteTool {
    private final ToolStore tools;
    private final BuiltinGuard guard;
    private final ToolEvents events;
    private final Clock clock;

    DeleteTool(ToolStore tools, BuiltinGuard guard, ToolEvents events, Clock clock) {
        this.tools = tools;
        this.guard = guard;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    void handle(String name, @Nullable String ifMatch) {
        guard.refuse(name);
        ToolRow row = tools.requireLive(name);
        ETags.requireMatch(ifMatch, row.version());
        tools.delete(row, clock.instant());
        CurrentTool last = new CurrentTool(row.version(), tools.document(row), row.updatedAt());
        events.publish("delete", last.changed(true));
    }
}
