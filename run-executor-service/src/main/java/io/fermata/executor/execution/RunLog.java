package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.execution.JournalEntry.Reply;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.RunState;
import io.fermata.executor.machine.Step;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.Status;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.run.Totals;
import io.fermata.starter.events.OutgoingEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as its thread knows it: what is on disk, what the next commit will add to it, and the fold over both. */
final class RunLog {

    private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);
    private static final Duration DATABASE_PATIENCE = Duration.ofMillis(250);

    private final Shell shell;
    private final Lease lease;
    private Run run;
    private Run committed;
    private RunState state;
    private Totals totals;
    private int attemptsOfTurn;
    private Draft draft = new Draft();

    private RunLog(Shell shell, Lease lease, Run run, RunState state) {
        this.shell = shell;
        this.lease = lease;
        this.run = run;
        this.committed = run;
        this.state = state;
        this.totals = run.totals();
    }

    static RunLog open(Shell shell, Leases.Claimed claimed) {
        Run run = claimed.run();
        if (run.totals().steps() == 0 && run.startedAt() == null) {
            return new RunLog(shell, claimed.lease(), run, RunState.INITIAL);
        }
        List<Step> steps = shell.history().steps(run.id()).stream()
                .map(shell.codec()::decode)
                .toList();
        RunLog log = new RunLog(shell, claimed.lease(), run, RunState.of(steps));
        log.writeOffLostAttempts();
        log.attemptsOfTurn = shell.history().attempts(run.id(), log.state.turns() + 1);
        return log;
    }

    /** A run whose steps cannot be read: all that can be done is to end it after them. */
    static RunLog unread(Shell shell, Leases.Claimed claimed) {
        Run run = claimed.run();
        RunLog log = new RunLog(shell, claimed.lease(), run, RunState.INITIAL);
        log.totals = run.totals().withSteps(shell.history().lastSequence(run.id()));
        log.writeOffLostAttempts();
        return log;
    }

    Run run() {
        return run;
    }

    RunState state() {
        return state;
    }

    /** The sequence that the next step gets. */
    long nextSequence() {
        return totals.steps() + 1L;
    }

    /** Appends the step under a new id. */
    StepRow append(Step step) {
        return append(step, shell.ids().next("stp"), 0);
    }

    StepRow append(Step step, String stepId, long latencyMillis) {
        return append(step, row(step, stepId, latencyMillis));
    }

    /** False when the step is larger than an event; then nothing is appended. */
    boolean appendIfItFits(Step step, long latencyMillis) {
        StepRow row = row(step, shell.ids().next("stp"), latencyMillis);
        if (!shell.events().canTell(row)) {
            return false;
        }
        append(step, row);
        return true;
    }

    private StepRow row(Step step, String stepId, long latencyMillis) {
        ModelUsage usage = usage(step);
        StepCodec.Encoded encoded = shell.codec().encode(step);
        return new StepRow(
                run.id(),
                nextSequence(),
                stepId,
                encoded.type(),
                encoded.inputJson(),
                encoded.outputJson(),
                usage == null ? 0 : usage.promptTokens(),
                usage == null ? 0 : usage.completionTokens(),
                usage == null ? BigDecimal.ZERO.setScale(6) : usage.costUsd(),
                latencyMillis,
                shell.clock().instant());
    }

    private static @Nullable ModelUsage usage(Step step) {
        return step instanceof Step.Thought thought ? thought.usage() : null;
    }

    private StepRow append(Step step, StepRow row) {
        ModelUsage usage = usage(step);
        totals = (usage == null ? totals : totals.plus(usage)).withSteps(totals.steps() + 1);
        run = run.use(totals, usage == null ? null : usage.model());
        state = state.after(step);
        attemptsOfTurn = usage == null ? attemptsOfTurn : 0;
        draft.add(row);
        draft.add(shell.events().emitted(row));
        return row;
    }

    void add(OutgoingEvent event) {
        draft.add(event);
    }

    Attempt begin(String model) {
        Attempt attempt = new Attempt(
                shell.ids().next("usg"),
                state.turns() + 1,
                ++attemptsOfTurn,
                model,
                AttemptState.INTENT,
                shell.clock().instant());
        draft.add(attempt);
        return attempt;
    }

    void end(Attempt attempt, AttemptState outcome, ModelUsage usage) {
        Attempt ended = attempt.to(outcome);
        draft.add(ended);
        draft.add(shell.outbound().usage(run, ended, null, usage, shell.clock().instant()));
        shell.metrics().used(usage);
    }

    void reply(String text) {
        draft.reply(new Reply(shell.ids().next("msg"), text, shell.clock().instant()));
    }

    void consume(Signals.Signal signal) {
        draft.consume(signal.id());
    }

    void cancelled(String reason) {
        state = state.cancelled(reason);
    }

    void change(UnaryOperator<Run> transition) {
        run = transition.apply(run);
    }

    boolean isChanged() {
        return !draft.isEmpty() || run.version() != committed.version();
    }

    /**
     * Returns when all of it is on disk, however long the database is away: what a model or a tool has answered is not
     * thrown away.
     *
     * @throws LeaseLostException when the run belongs to another instance by now
     */
    void commit(boolean release) {
        if (run.version() == committed.version()) {
            run = run.use(totals, null);
        }
        boolean statusChanged = run.status() != committed.status();
        if (statusChanged) {
            draft.add(shell.events().changed(run));
        }
        appendUntilSettled(draft.toEntry(run, lease, release));
        tellWatchers(statusChanged);
        committed = run;
        draft = new Draft();
    }

    private void appendUntilSettled(JournalEntry entry) {
        while (true) {
            try {
                shell.journal().append(entry);
                return;
            } catch (LeaseLostException e) {
                if (shell.leases().isWritten(entry)) {
                    return;
                }
                shell.metrics().fenced();
                throw e;
            } catch (RuntimeException e) {
                if (!DatabaseTrouble.isPassing(e)) {
                    throw e;
                }
                LOG.atWarn().addKeyValue("run_id", run.id()).log("database away, holding on to an entry", e);
                LockSupport.parkNanos(DATABASE_PATIENCE.toNanos());
            }
        }
    }

    private void tellWatchers(boolean statusChanged) {
        List<StepRow> steps = draft.steps();
        if (!steps.isEmpty()) {
            shell.feed().steps(run, steps);
        }
        if (statusChanged) {
            shell.feed().changed(run);
            if (run.status().isFinal()) {
                shell.metrics().ended(run);
            }
        }
    }

    /** A model call whose owner died may have been paid for: it stays on the books as unknown. */
    private void writeOffLostAttempts() {
        for (Attempt lost : shell.history().lostAttempts(run.id())) {
            end(lost, AttemptState.UNKNOWN, RunOutbound.nothing(lost.model()));
        }
    }

    boolean isStarted() {
        return run.status() == Status.RUNNING;
    }
}
