package io.fermata.executor.run;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.RunFailure;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.model.ModelId;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.json.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the world hears of a run. JSON that is on disk already is passed on as it is. */
@Component
public class RunEvents {

    private final AuditTrail audit;
    private final StreamRedaction redaction;
    private final EventRoom room;

    RunEvents(AuditTrail audit, StreamRedaction redaction, EventRoom room) {
        this.audit = audit;
        this.redaction = redaction;
        this.room = room;
    }

    /** Whether {@link #changed} can tell of the run with this output. */
    public boolean canTell(Run run, String outputJson) {
        return room.holds(run.inputJson(), outputJson);
    }

    /** Whether an event can carry the text as a JSON string. */
    public boolean canQuote(String text) {
        return room.surelyHolds(text)
                || room.holds(JsonNodeFactory.instance.stringNode(text).toString());
    }

    /** Whether {@link #emitted} can tell of the step. */
    public boolean canTell(StepRow appended) {
        if (room.surelyHolds(appended.inputJson(), appended.outputJson())) {
            return true;
        }
        StepRow step = redaction.shown(appended);
        return room.holds(step.inputJson(), step.outputJson());
    }

    public OutgoingEvent changed(Run run) {
        ModelId model = run.model() == null ? null : ModelId.parse(run.model());
        Totals totals = run.totals();
        return new OutgoingEvent(
                Topics.RUN_CHANGED,
                run.id(),
                run.id(),
                new RunChanged(
                        run.id(),
                        run.agentId(),
                        run.agentVersion(),
                        run.sessionId(),
                        run.status().wire(),
                        run.version(),
                        Json.verbatim(run.inputJson()),
                        output(run),
                        failure(run.error()),
                        run.triggerSource(),
                        run.triggeredBy(),
                        model == null ? null : model.provider(),
                        model == null ? null : model.name(),
                        totals.promptTokens(),
                        totals.completionTokens(),
                        totals.promptTokens() + totals.completionTokens(),
                        totals.costUsd(),
                        totals.steps(),
                        run.createdAt(),
                        run.startedAt(),
                        run.completedAt()));
    }

    public OutgoingEvent emitted(StepRow appended) {
        StepRow step = redaction.shown(appended);
        return new OutgoingEvent(
                Topics.STEP_EMITTED,
                step.runId(),
                step.runId(),
                new StepEmitted(
                        step.runId(),
                        step.id(),
                        step.sequence(),
                        step.type(),
                        Json.verbatim(step.inputJson()),
                        Json.verbatim(step.outputJson()),
                        step.promptTokens(),
                        step.completionTokens(),
                        step.costUsd(),
                        step.latencyMillis(),
                        step.createdAt()));
    }

    /**
     * For the audit trail: the caller who had it made.
     *
     * @param through what the request came by: {@code api}, or a topic
     */
    OutgoingEvent created(Run run, String through) {
        AuditEntry entry = AuditEntry.of("run.create", "run", run.id())
                .at(run.createdAt())
                .with("agent_id", run.agentId())
                .with("agent_version", run.agentVersion())
                .with("session_id", run.sessionId())
                .with("through", through)
                .with("trigger", run.triggerSource());
        if (run.triggeredBy() != null) {
            entry.with("triggered_by", run.triggeredBy());
        }
        if (run.error() != null) {
            entry.failed().with("reason", run.error().code().wire());
        }
        return audit.event(entry);
    }

    private @Nullable JsonNode output(Run run) {
        return run.outputJson() == null ? null : Json.verbatim(run.outputJson());
    }

    private static @Nullable RunFailure failure(@Nullable RunError error) {
        return error == null ? null : new RunFailure(error.code().wire(), error.message(), error.retryable());
    }
}
