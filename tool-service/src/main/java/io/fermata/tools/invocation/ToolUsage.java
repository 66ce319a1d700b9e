package io.fermata.tools.invocation;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.UsageKind;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.tools.invocation.Invocation.Origin;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** One usage event for each effect that ended, however it ended. */
@Component
class ToolUsage {
    private final Ids ids;
    private final Clock clock;

    ToolUsage(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    OutgoingEvent event(String executionId, Invocation invocation, Outcome outcome) {
        Origin origin = invocation.origin();
        String id = ids.next("usg");
        UsageRecorded usage = new UsageRecorded(
                id,
                UsageKind.TOOL_CALL,
                origin.runId(),
                origin.stepId(),
                origin.agentId(),
                origin.agentVersion(),
                null,
                null,
                invocation.tool(),
                Math.max(1, outcome.attempts()),
                outcome.state().usage(),
                0,
                0,
                1,
                "calls",
                BigDecimal.ZERO,
                clock.instant());
        String key = Objects.requireNonNullElse(origin.runId(), executionId);
        return new OutgoingEvent(Topics.USAGE_RECORDED, key, id, usage);
    }
}
