package io.fermata.executor.execution;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.UsageOutcome;
import io.fermata.contracts.event.UsageRecorded;
import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.machine.ToolDefinition;
import io.fermata.executor.model.ModelId;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.run.Run;
import io.fermata.starter.events.OutgoingEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The events by which a run asks for approval and accounts for its model calls. */
@Component
class RunOutbound {

    private final RunExecutorProperties properties;

    RunOutbound(RunExecutorProperties properties) {
        this.properties = properties;
    }

    OutgoingEvent approvalRequired(
            Run run,
            String agentName,
            String approvalId,
            String stepId,
            ToolCall call,
            ToolDefinition tool,
            Instant now) {
        return new OutgoingEvent(
                Topics.APPROVAL_REQUIRED,
                run.id(),
                approvalId,
                new ApprovalRequired(
                        approvalId,
                        run.id(),
                        stepId,
                        run.agentId(),
                        run.agentVersion(),
                        agentName,
                        call.tool(),
                        tool.version(),
                        call.argumentsJson(),
                        call.argumentsSha256(),
                        tool.riskLevel(),
                        List.of(),
                        1,
                        null,
                        run.triggeredBy(),
                        now,
                        now.plus(properties.approvalExpiry())));
    }

    /** One event for each attempt, under the attempt's own id: sent twice it still counts once. */
    OutgoingEvent usage(Run run, Attempt attempt, @Nullable String stepId, ModelUsage usage, Instant now) {
        ModelId model = ModelId.parse(attempt.model());
        String outcome = switch (attempt.state()) {
            case DONE -> UsageOutcome.DONE;
            case FAILED -> UsageOutcome.FAILED;
            case UNKNOWN -> UsageOutcome.UNKNOWN;
            case INTENT -> throw new IllegalArgumentException("the attempt has not ended: " + attempt.id());
        };
        return new OutgoingEvent(
                Topics.USAGE_RECORDED,
                attempt.id(),
                attempt.id(),
                new UsageRecorded(
                        attempt.id(),
                        "model_call",
                        run.id(),
                        stepId,
                        run.agentId(),
                        run.agentVersion(),
                        model.provider(),
                        model.name(),
                        null,
                        attempt.n(),
                        outcome,
                        usage.promptTokens(),
                        usage.completionTokens(),
                        usage.promptTokens() + usage.completionTokens(),
                        "tokens",
                        usage.costUsd(),
                        now));
    }

    /** What an attempt that brought no answer used, as far as anybody knows. */
    static ModelUsage nothing(String model) {
        return new ModelUsage(model, 0, 0, BigDecimal.ZERO);
    }
}
