package io.fermata.tools.invocation;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.UsageKind;
import io.fermata.contracts.event.UsageOutcome;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.outbox.RowEvent;
import io.fermata.starter.web.TraceContext;
import io.fermata.tools.invocation.Invocation.Origin;
import io.fermata.tools.invocation.LedgerWrite.Close;
import io.fermata.tools.invocation.LedgerWrite.Open;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

    List<RowEvent> of(Collection<LedgerWrite> lines) {
        return lines.stream().flatMap(this::of).toList();
    }

    private Stream<RowEvent> of(LedgerWrite line) {
        return switch (line) {
            case Open open when open.rejection() == null -> Stream.empty();
            case Open open ->
                Stream.of(event(open.executionId(), open.invocation(), UsageOutcome.FAILED, 1, open.trace()));
            case Close(Claim claim, Invocation invocation, Outcome outcome, TraceContext trace) ->
                Stream.of(event(claim.executionId(), invocation, outcome.state().usage(), outcome.attempts(), trace));
        };
    }

    private RowEvent event(
            String executionId, Invocation invocation, String outcome, int attempts, TraceContext trace) {
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
                Math.max(1, attempts),
                outcome,
                0,
                0,
                1,
                "calls",
                BigDecimal.ZERO,
                clock.instant());
        String key = Objects.requireNonNullElse(origin.runId(), executionId);
        return new RowEvent(executionId, new OutgoingEvent(Topics.USAGE_RECORDED, key, id, usage, trace));
    }
}
