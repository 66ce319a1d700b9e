package io.fermata.executor.run;

import io.fermata.executor.machine.RunError;
import io.fermata.starter.web.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run and how it stands. Every change gives a new value with the next version; a run that has ended cannot change.
 *
 * @param waitingReason one of {@link WaitingReason} while the status is {@link Status#WAITING}
 * @param inputJson what the run was started with
 * @param traceparent the trace it was asked for in; null for runs from before that was kept
 * @param model the model that answered last, as {@code provider/model}
 * @param parkedMillis how long it has waited for people and timers; not counted against its timeout
 */
public record Run(
        String id,
        String tenant,
        String agentId,
        int agentVersion,
        String sessionId,
        Runner runner,
        Status status,
        @Nullable String waitingReason,
        long version,
        String inputJson,
        @Nullable String outputJson,
        @Nullable RunError error,
        String metadataJson,
        String triggerSource,
        @Nullable String triggeredBy,
        @Nullable String traceparent,
        @Nullable String model,
        Totals totals,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        @Nullable Instant wakeAt,
        long parkedMillis) {

    public Run start(Instant now) {
        return change(Status.RUNNING).startedAt(now).done();
    }

    public Run use(Totals newTotals, @Nullable String newModel) {
        return change(status).totals(newTotals, newModel).done();
    }

    public Run awaitApproval() {
        return change(Status.WAITING_APPROVAL).done();
    }

    public Run sleep(Instant until) {
        return change(Status.WAITING).waiting(WaitingReason.TIMER, until).done();
    }

    /** Until a person says what became of a call. */
    public Run awaitReconciliation() {
        return change(Status.WAITING)
                .waiting(WaitingReason.NEEDS_RECONCILIATION, null)
                .done();
    }

    /** Until the runner outside has reported, or its time is over. It may have begun as soon as the run was there. */
    public Run awaitReport(Instant until) {
        return change(Status.WAITING)
                .startedAt(createdAt)
                .waiting(WaitingReason.EXTERNAL_RUNNER, until)
                .done();
    }

    public boolean isExternal() {
        return runner == Runner.EXTERNAL;
    }

    /** Whether the run is that agent's; null stands for any agent. */
    public boolean isOf(@Nullable String agent) {
        return agent == null || agentId.equals(agent);
    }

    public boolean needsReconciliation() {
        return WaitingReason.NEEDS_RECONCILIATION.equals(waitingReason);
    }

    public Run succeed(String output, Instant now) {
        return change(Status.SUCCEEDED).ended(output, null, now).done();
    }

    public Run fail(RunError reason, Instant now) {
        return change(Status.FAILED).ended(null, reason, now).done();
    }

    public Run cancel(Instant now) {
        return change(Status.CANCELLED).ended(null, null, now).done();
    }

    /** A span of the run's own trace, to work on it in. A run without one is worked on in whatever trace is at hand. */
    public TraceContext trace() {
        return TraceContext.parse(traceparent).map(TraceContext::child).orElseGet(TraceContext::current);
    }

    private Change change(Status next) {
        if (status.isFinal()) {
            throw new IllegalStateException("run " + id + " has ended as " + status.wire());
        }
        return new Change(this, next);
    }

    private static final class Change {
        private final Run from;
        private final Status status;
        private @Nullable String waitingReason;
        private @Nullable String outputJson;
        private @Nullable RunError error;
        private @Nullable String model;
        private Totals totals;
        private @Nullable Instant startedAt;
        private @Nullable Instant completedAt;
        private @Nullable Instant wakeAt;

        Change(Run from, Status status) {
            this.from = from;
            this.status = status;
            model = from.model;
            totals = from.totals;
            startedAt = from.startedAt;
        }

        Change startedAt(Instant now) {
            startedAt = startedAt == null ? now : startedAt;
            return this;
        }

        Change totals(Totals newTotals, @Nullable String newModel) {
            totals = newTotals;
            model = newModel == null ? model : newModel;
            return this;
        }

        Change waiting(String reason, @Nullable Instant until) {
            waitingReason = reason;
            wakeAt = until;
            return this;
        }

        Change ended(@Nullable String output, @Nullable RunError reason, Instant now) {
            outputJson = output;
            error = reason;
            completedAt = now;
            return this;
        }

        Run done() {
            return new Run(
                    from.id,
                    from.tenant,
                    from.agentId,
                    from.agentVersion,
                    from.sessionId,
                    from.runner,
                    status,
                    waitingReason,
                    from.version + 1,
                    from.inputJson,
                    outputJson,
                    error,
                    from.metadataJson,
                    from.triggerSource,
                    from.triggeredBy,
                    from.traceparent,
                    model,
                    totals,
                    from.createdAt,
                    startedAt,
                    completedAt,
                    wakeAt,
                    from.parkedMillis);
        }
    }
}
