package io.fermata.tools.invocation;

import io.fermata.starter.events.OutgoingEvent;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is told of a call that ended, however it ended: what it used, and that it was made. */
@Component
class EndedCall {
    private final ToolUsage usage;
    private final CallRecord record;

    EndedCall(ToolUsage usage, CallRecord record) {
        this.usage = usage;
        this.record = record;
    }

    List<OutgoingEvent> events(String executionId, Invocation invocation, Outcome outcome) {
        OutgoingEvent used = usage.event(executionId, invocation, outcome);
        return invocation.isPersonal() ? List.of(used) : List.of(used, record.event(invocation, outcome));
    }
}
