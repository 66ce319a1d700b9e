package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.machine.Effect;
import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.machine.ToolDefinition;
import io.fermata.executor.run.Run;
import io.fermata.executor.toolbox.ToolExecutions;
import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run on its own virtual thread, from claim to end or until it has to wait: asks the machine what is due, commits the
 * outcomes so far together with the intents, and only then performs. Everything from other threads comes as mail.
 */
final class RunLoop {

    /** The key of the model call among the effects under way; the others have their call's id. */
    private static final String MODEL = "";

    /** How often a run looks up that is out of time and yet waits for a call that must not be made twice. */
    private static final Duration AFTER_THE_DEADLINE = Duration.ofSeconds(30);

    private final Shell shell;
    private final TenantId tenant;
    private final RunLog log;
    private final SignalIntake signals;
    private final Outcomes outcomes;
    private final Endings endings;
    private final LinkedBlockingQueue<Mail> mailbox;
    private Briefing briefing;
    private final Map<String, Effects.Running> running = new LinkedHashMap<>();
    private final List<Starter> toStart = new ArrayList<>();
    private @Nullable Attempt attempt;
    /** Why the run ends whatever the machine would do next; only a cancellation comes first. */
    private @Nullable RunError fatal;

    private boolean stopping;
    private boolean over;

    /** Why the loop returned. */
    enum Left {
        ENDED,
        PARKED,
        STOPPED
    }

    private record Starter(String key, Supplier<Effects.Running> start) {}

    RunLoop(Shell shell, Leases.Claimed claimed, LinkedBlockingQueue<Mail> mailbox) {
        this.shell = shell;
        this.tenant = new TenantId(claimed.run().tenant());
        this.mailbox = mailbox;
        this.briefing = shell.briefings().prepare(claimed.run());
        this.log = RunLog.open(shell, claimed);
        this.signals = new SignalIntake(shell, log);
        this.outcomes = new Outcomes(shell, log, briefing);
        this.endings = new Endings(shell, log);
    }

    Left run() {
        try {
            signals.take();
            // The instance may have been told to stop while the run was prepared.
            takeMail();
            if (!log.isStarted()) {
                log.change(run -> run.start(shell.clock().instant()));
            }
            while (true) {
                Left left = turn();
                if (left != null) {
                    return left;
                }
            }
        } finally {
            close();
        }
    }

    /** What effects bring from now on is nobody's: whoever goes on with the run performs them again. */
    private synchronized void close() {
        over = true;
        running.values().forEach(Effects.Running::abandon);
    }

    private synchronized void post(Mail mail) {
        if (!over) {
            mailbox.add(mail);
        }
    }

    /** One decision, one commit, then the effects and the next news of them. Null: go on. */
    private @Nullable Left turn() {
        if (fatal != null && log.state().cancelReason() == null) {
            return finish(new Ending.Failed(fatal));
        }
        if (stopping && running.isEmpty() && log.state().cancelReason() == null) {
            log.commit(true);
            return Left.STOPPED;
        }
        Instant now = shell.clock().instant();
        List<Effect> effects = briefing.machine().next(briefing.plan(), log.state(), now);
        Instant wake = now.isAfter(briefing.plan().deadline())
                ? now.plus(AFTER_THE_DEADLINE)
                : briefing.plan().deadline();
        boolean onlyImmediate = true;
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.CallModel call -> intendModelCall(call);
                case Effect.InvokeTool invoke -> intendToolCall(invoke);
                case Effect.RequestApproval request -> requestApproval(request, now);
                case Effect.RefuseTool refusal -> endings.refuse(refusal.call(), refusal.code(), refusal.message());
                case Effect.RejectOutput(String reason) -> log.append(new Step.OutputRejected(reason));
                case Effect.AwaitApproval _ -> {
                    return park(Run::awaitApproval);
                }
                case Effect.AwaitReconciliation _ -> {
                    return park(Run::awaitReconciliation);
                }
                case Effect.Sleep(Instant until) -> {
                    if (log.run().isExternal()) {
                        return park(run -> run.awaitReport(until));
                    }
                    if (Duration.between(now, until)
                                    .compareTo(shell.properties().shortSleep())
                            > 0) {
                        return park(run -> run.sleep(until));
                    }
                    wake = until.isBefore(wake) ? until : wake;
                }
                case Effect.Finish(Ending ending) -> {
                    return finish(ending);
                }
            }
            onlyImmediate &= effect instanceof Effect.RefuseTool
                    || effect instanceof Effect.RejectOutput
                    || effect instanceof Effect.RequestApproval;
        }
        if (onlyImmediate && running.isEmpty()) {
            return null;
        }
        if (log.isChanged()) {
            log.commit(false);
        }
        toStart.forEach(starter -> running.put(starter.key(), starter.start().get()));
        toStart.clear();
        receive(wake);
        return null;
    }

    private void intendModelCall(Effect.CallModel call) {
        if (running.containsKey(MODEL)) {
            return;
        }
        Attempt intent = log.begin(call.model());
        attempt = intent;
        toStart.add(new Starter(
                MODEL,
                () -> shell.effects()
                        .callModel(
                                tenant,
                                briefing.question(call.model(), call.maxTokens(), log.state()),
                                tokens(),
                                this::post)));
    }

    private TokenStream tokens() {
        return new TokenStream(
                shell.feed(), log.run(), log.nextSequence(), shell.redaction().tokens());
    }

    private void intendToolCall(Effect.InvokeTool invoke) {
        ToolCall call = invoke.call();
        if (running.containsKey(call.callId())) {
            return;
        }
        String effectKey = invoke.effectKey();
        if (effectKey == null) {
            effectKey = shell.ids().next("stp");
            log.append(new Step.ToolCalled(call, effectKey, invoke.toolVersion()), effectKey, 0);
        }
        ToolExecutions.Order order = new ToolExecutions.Order(
                effectKey,
                log.run().id(),
                effectKey,
                log.run().agentId(),
                log.run().agentVersion(),
                call.tool(),
                invoke.toolVersion(),
                call.argumentsJson(),
                briefing.agent().tools());
        toStart.add(new Starter(call.callId(), () -> shell.effects().invokeTool(tenant, order, call, this::post)));
    }

    private void requestApproval(Effect.RequestApproval request, Instant now) {
        if (!shell.codec().readsArguments(request.call().argumentsJson())) {
            endings.refuse(request.call(), "invalid-arguments", "The arguments are not a JSON object.");
            return;
        }
        if (!shell.events().canQuote(request.call().argumentsJson())) {
            endings.refuse(
                    request.call(), "arguments-too-large", "The arguments are too large to be shown to a person.");
            return;
        }
        String approvalId = shell.ids().next("apr");
        String stepId = shell.ids().next("stp");
        ToolDefinition tool = request.tool();
        log.append(new Step.ApprovalRequested(request.call(), approvalId, tool.version()), stepId, 0);
        log.add(shell.outbound()
                .approvalRequired(log.run(), briefing.agent().name(), approvalId, stepId, request.call(), tool, now));
    }

    private Left park(UnaryOperator<Run> wait) {
        log.change(wait);
        log.commit(true);
        return Left.PARKED;
    }

    private Left finish(Ending ending) {
        running.values().forEach(Effects.Running::cancel);
        running.clear();
        if (attempt != null) {
            log.end(attempt, AttemptState.UNKNOWN, RunOutbound.nothing(attempt.model()));
        }
        endings.end(ending);
        log.commit(true);
        return Left.ENDED;
    }

    private void receive(Instant until) {
        try {
            long millis =
                    Math.max(0, Duration.between(shell.clock().instant(), until).toMillis() + 1);
            Mail mail = mailbox.poll(millis, TimeUnit.MILLISECONDS);
            if (mail != null) {
                take(mail);
                takeMail();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    private void takeMail() {
        for (Mail mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
            take(mail);
        }
    }

    private void take(Mail mail) {
        switch (mail) {
            case Mail.ModelAnswered(var answer, long latency) ->
                fatal = outcomes.answered(endAttempt(), answer, latency).orElse(null);
            case Mail.ModelFailed(var failure) -> outcomes.failed(endAttempt(), failure);
            case Mail.ToolFinished(ToolCall call, ToolExecutions.Outcome outcome, long latency) -> {
                running.remove(call.callId());
                outcomes.returned(call, outcome, latency);
                if (outcome.tool() != null) {
                    briefing = shell.briefings().refresh(briefing, outcome.tool());
                }
            }
            case Mail.EffectBroke(RuntimeException cause) -> throw cause;
            case Mail.News _ -> signals.take();
            case Mail.Stop _ -> stopping = true;
        }
    }

    private Attempt endAttempt() {
        Attempt ended = attempt;
        if (ended == null) {
            throw new IllegalStateException("an answer came to a question nobody asked");
        }
        attempt = null;
        running.remove(MODEL);
        return ended;
    }
}
