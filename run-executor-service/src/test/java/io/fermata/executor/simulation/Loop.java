package io.fermata.executor.simulation;

import io.fermata.executor.machine.CallState;
import io.fermata.executor.machine.Effect;
import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunPlan;
import io.fermata.executor.machine.RunState;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.machine.ToolDefinition;
import io.fermata.executor.simulation.Entry.Lease;
import io.fermata.executor.simulation.Row.Status;
import io.fermata.executor.simulation.Workload.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run in one process, as the real shell executes it: decide, commit, perform, hear. */
final class Loop {

    private static final String MODEL = "";
    private static final long SHORT_SLEEP = 10_000;

    private final World world;
    private final Instance home;
    private final int run;
    private final List<Runnable> mailbox = new ArrayList<>();
    private final List<Runnable> starters = new ArrayList<>();
    private final Set<String> running = new HashSet<>();
    private Lease lease;
    private RunPlan plan;
    private RunState state = RunState.INITIAL;
    private Status status = Status.QUEUED;
    private long version;
    private long sequence = 1;
    private int attemptsOfTurn;
    private Optional<Attempt> attempt = Optional.empty();
    private Draft draft = new Draft();
    private boolean listening;
    private boolean stopping;
    private boolean over;
    private int waits;

    Loop(World world, Instance home, int run) {
        this.world = world;
        this.home = home;
        this.run = run;
    }

    /** A claim whose answer is lost is dropped here; the sweep will find it. */
    void begin() {
        home.database(() -> world.disk().claim(run, home.id()), this::claimed, () -> leave(false));
    }

    private void claimed(Optional<Disk.Claim> claim) {
        if (claim.isEmpty() || stopping) {
            leave(false);
            return;
        }
        open(claim.get());
        decide();
    }

    private void open(Disk.Claim claim) {
        lease = claim.lease();
        version = claim.version();
        sequence = claim.steps().size() + 1L;
        Limits limits = world.workload().limits(run);
        plan = limits.plan(claim.startedAt() + claim.parkedMillis(), world.keeps(Rule.KEEP_LIMITS));
        state = RunState.of(claim.steps());
        attemptsOfTurn = (int) claim.attempts().stream()
                .filter(known -> known.turn() == state.turns() + 1)
                .count();
        if (world.keeps(Rule.WRITE_OFF_LOST_ATTEMPTS)) {
            claim.attempts().stream()
                    .filter(known -> known.state() == Attempt.State.INTENT)
                    .forEach(lost -> end(lost, Attempt.State.UNKNOWN, 0, 0));
        }
        take(claim.signals());
    }

    void stop() {
        post(() -> stopping = true);
    }

    void readNews() {
        home.database(() -> world.disk().signals(run), news -> post(() -> take(news)), () -> {});
    }

    private void decide() {
        while (true) {
            if (stopping && running.isEmpty()) {
                commit(Status.RUNNING, Row.NEVER, true, () -> leave(false));
                return;
            }
            long now = home.clock();
            List<Effect> effects = world.machine().next(plan, state, Instant.ofEpochMilli(now));
            state.calls().values().forEach(world.tally()::met);
            requireSameFromTheLog(effects, now);
            boolean mustCommit = false;
            for (Effect effect : effects) {
                world.tally().met(effect);
                mustCommit |= perform(effect, now);
                if (over) {
                    return;
                }
            }
            if (mustCommit || !running.isEmpty()) {
                commitAndListen(effects, now);
                return;
            }
        }
    }

    private void requireSameFromTheLog(List<Effect> effects, long now) {
        boolean comparable =
                draft.isEmpty() && state.cancelReason() == null && world.fate().chance(10);
        Row row = world.disk().find(run).orElseThrow();
        if (comparable && row.epoch == lease.epoch() && row.steps.size() == sequence - 1) {
            Violation.unless(
                    effects.equals(world.machine().next(plan, RunState.of(row.steps), Instant.ofEpochMilli(now))),
                    Invariant.LOG_DECIDES,
                    "run " + run);
        }
    }

    /** True when the effect is one that begins or waits; the others only add to the log. */
    private boolean perform(Effect effect, long now) {
        switch (effect) {
            case Effect.CallModel call -> intendModelCall(call);
            case Effect.InvokeTool(ToolCall call, int toolVersion, String key) ->
                intendToolCall(call, toolVersion, key);
            case Effect.Sleep(Instant until) -> sleep(until.toEpochMilli(), now);
            case Effect.AwaitApproval _ -> park(Status.AWAITS_APPROVAL, Row.NEVER);
            case Effect.AwaitReconciliation _ -> park(Status.AWAITS_PERSON, Row.NEVER);
            case Effect.Finish(Ending ending) -> finish(ending);
            case Effect.RequestApproval(ToolCall call, ToolDefinition tool) -> requestApproval(call, tool.version());
            case Effect.RefuseTool(ToolCall call, String code, var _) -> refuse(call, code);
            case Effect.RejectOutput(String reason) -> append(new Step.OutputRejected(reason));
        }
        return effect instanceof Effect.CallModel
                || effect instanceof Effect.InvokeTool
                || effect instanceof Effect.Sleep;
    }

    private void intendModelCall(Effect.CallModel call) {
        if (!running.add(MODEL)) {
            return;
        }
        Attempt intent =
                new Attempt(world.nextId(), run, state.turns() + 1, ++attemptsOfTurn, Attempt.State.INTENT, 0, 0);
        attempt = Optional.of(intent);
        draft.attempts.add(intent);
        long prompt = plan.basePromptTokens() + state.transcript().characters() / 3;
        begin(() ->
                world.models().ask(intent, call, prompt, answer -> home.here(() -> post(() -> heard(call, answer)))));
    }

    private void intendToolCall(ToolCall call, int toolVersion, String known) {
        if (!running.add(call.callId())) {
            return;
        }
        boolean begun = known != null;
        String key = begun && world.keeps(Rule.KEEP_EFFECT_KEYS) ? known : "stp_" + world.nextId();
        if (!begun) {
            append(new Step.ToolCalled(call, key, toolVersion));
        }
        Order order = new Order(run, state.turns(), sent(call, begun), key);
        begin(() -> ask(order, toolVersion));
    }

    private ToolCall sent(ToolCall call, boolean again) {
        return again && !world.keeps(Rule.SEND_WHAT_WAS_INTENDED)
                ? new ToolCall(call.callId(), call.tool(), call.argumentsJson() + " ")
                : call;
    }

    private void begin(Runnable effect) {
        if (world.keeps(Rule.INTENT_BEFORE_EFFECT)) {
            starters.add(effect);
        } else {
            effect.run();
        }
    }

    /** Asks until the tool service answers. */
    private void ask(Order order, int toolVersion) {
        world.tools()
                .request(
                        order,
                        reply -> home.here(() -> {
                            if (over) {
                                return;
                            }
                            if (reply == ToolService.Reply.UNAVAILABLE) {
                                home.after(world.fate().between(100, 2_000), () -> ask(order, toolVersion));
                            } else {
                                post(() -> returned(order, toolVersion, reply));
                                if (!world.keeps(Rule.TAKE_ONE_ANSWER)
                                        && world.fate().chance(2)) {
                                    post(() -> returned(order, toolVersion, reply));
                                }
                            }
                        }));
    }

    private void requestApproval(ToolCall call, int toolVersion) {
        String approvalId = "apr_" + world.nextId();
        append(new Step.ApprovalRequested(call, approvalId, toolVersion));
        draft.events.add(new Message.ApprovalRequired(approvalId, run, call.argumentsSha256()));
    }

    private void refuse(ToolCall call, String code) {
        CallState known = state.calls().get(call.callId());
        boolean begun = known instanceof CallState.Intended || known instanceof CallState.InDoubt;
        if (world.keeps(Rule.ANSWER_OPEN_CALLS) || !code.equals("run-ended")) {
            append(new Step.ToolReturned(call, begun ? Step.ToolOutcome.UNKNOWN : Step.ToolOutcome.NOT_RUN, "{}"));
        }
    }

    private void sleep(long until, long now) {
        if (until - now > SHORT_SLEEP) {
            park(Status.AWAITS_TIMER, world.now() + (until - now));
        }
    }

    private void park(Status why, long wakeAt) {
        over = true;
        commit(why, wakeAt, true, () -> leave(true));
    }

    private void finish(Ending ending) {
        world.tally().met(ending);
        running.clear();
        attempt.ifPresent(open -> end(open, Attempt.State.UNKNOWN, 0, 0));
        append(
                switch (ending) {
                    case Ending.Succeeded(String output) -> new Step.OutputProduced(output);
                    case Ending.Failed(var error) -> new Step.RunFailed(error);
                    case Ending.Cancelled(String reason) -> new Step.RunCancelled(reason);
                });
        over = true;
        commit(Status.ENDED, Row.NEVER, true, () -> leave(false));
    }

    private void commitAndListen(List<Effect> effects, long now) {
        long wake = plan.deadline().toEpochMilli();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Sleep(Instant until)) {
                wake = Math.min(wake, until.toEpochMilli());
            }
        }
        long pause = wake < now ? 30_000 : wake - now + 1;
        if (draft.isEmpty() && status == Status.RUNNING) {
            performAndListen(pause);
        } else {
            commit(Status.RUNNING, Row.NEVER, false, () -> performAndListen(pause));
        }
    }

    private void performAndListen(long pause) {
        starters.forEach(Runnable::run);
        starters.clear();
        listening = true;
        int wait = ++waits;
        home.after(pause, () -> {
            if (wait == waits) {
                hear();
            }
        });
        if (!mailbox.isEmpty()) {
            hear();
        }
    }

    private void post(Runnable mail) {
        if (!over) {
            mailbox.add(mail);
            hear();
        }
    }

    private void hear() {
        if (listening && !over) {
            listening = false;
            waits++;
            List<Runnable> mails = List.copyOf(mailbox);
            mailbox.clear();
            mails.forEach(Runnable::run);
            decide();
        }
    }

    private void heard(Effect.CallModel call, Models.Answer answer) {
        Attempt ended = attempt.orElseThrow();
        attempt = Optional.empty();
        running.remove(MODEL);
        switch (answer) {
            case Models.Answer.Said(Step.Thought thought) -> {
                end(
                        ended,
                        Attempt.State.DONE,
                        thought.usage().promptTokens(),
                        thought.usage().completionTokens());
                append(thought);
            }
            case Models.Answer.Refused(long pause) -> {
                end(ended, Attempt.State.FAILED, 0, 0);
                append(Models.failure(call.model(), home.clock() + pause));
            }
            case Models.Answer.Lost _ -> {
                end(ended, Attempt.State.UNKNOWN, 0, 0);
                append(Models.failure(call.model(), home.clock() + 500));
            }
        }
    }

    private void returned(Order order, int toolVersion, ToolService.Reply reply) {
        running.remove(order.call().callId());
        if (reply == ToolService.Reply.UNKNOWN && world.keeps(Rule.PARK_UNKNOWN_OUTCOMES)) {
            append(new Step.OutcomeLost(order.call(), order.effectKey(), toolVersion));
        } else {
            boolean good = reply == ToolService.Reply.SUCCEEDED;
            append(new Step.ToolReturned(
                    order.call(), good ? Step.ToolOutcome.SUCCEEDED : Step.ToolOutcome.FAILED, "{}"));
        }
    }

    private void take(List<Signal> news) {
        for (Signal signal : news) {
            if (!draft.consumed.contains(signal)) {
                draft.consumed.add(signal);
                take(signal);
            }
        }
        if (!world.keeps(Rule.KEEP_NEWS)) {
            world.disk().find(run).orElseThrow().signals.removeAll(news);
        }
    }

    private void take(Signal signal) {
        switch (signal) {
            case Signal.Cancelled _ -> state = state.cancelled("enough");
            case Signal.Decided(String approvalId, Step.Decision decision, String sha) ->
                state.awaiting(approvalId)
                        .map(CallState.AwaitingApproval::call)
                        .filter(call -> call.argumentsSha256().equals(sha) || !world.keeps(Rule.COMPARE_ARGUMENTS))
                        .ifPresent(call -> append(new Step.ApprovalAnswered(call, approvalId, decision, "boss", null)));
            case Signal.Reconciled(String key, Step.Verdict verdict) ->
                state.inDoubt(key).map(CallState.InDoubt::call).ifPresent(call -> settle(call, key, verdict));
        }
    }

    private void settle(ToolCall call, String key, Step.Verdict verdict) {
        append(new Step.OutcomeSettled(call, key, verdict, "boss", null));
        if (verdict == Step.Verdict.DONE) {
            append(new Step.ToolReturned(call, Step.ToolOutcome.SUCCEEDED, "{}"));
        }
    }

    private void append(Step step) {
        if (!(step instanceof Step.AttemptFailed) || world.keeps(Rule.LOG_EVERY_STEP)) {
            draft.steps.add(step);
        }
        state = state.after(step);
        attemptsOfTurn = step instanceof Step.Thought ? 0 : attemptsOfTurn;
    }

    private void end(Attempt known, Attempt.State outcome, long prompt, long completion) {
        draft.attempts.add(known.ended(outcome, prompt, completion));
    }

    private void commit(Status next, long wakeAt, boolean release, Runnable then) {
        status = next;
        Entry entry = new Entry(
                run,
                lease,
                ++version,
                next,
                wakeAt,
                release,
                sequence,
                draft.steps,
                draft.attempts,
                draft.consumed,
                draft.events);
        sequence += draft.steps.size();
        draft = new Draft();
        write(entry, then);
    }

    private void write(Entry entry, Runnable then) {
        home.database(
                () -> world.disk().commit(entry),
                held -> {
                    if (held) {
                        written(entry, then);
                    } else {
                        lookUp(entry, then);
                    }
                },
                () -> home.after(250, () -> write(entry, then)));
    }

    /** A write that changed nothing was fenced off, or had been made before. */
    private void lookUp(Entry entry, Runnable then) {
        home.database(
                () -> world.disk().isWritten(entry),
                mine -> {
                    if (mine) {
                        written(entry, then);
                    } else {
                        leave(false);
                    }
                },
                () -> home.after(250, () -> lookUp(entry, then)));
    }

    private void written(Entry entry, Runnable then) {
        if (!world.keeps(Rule.USE_OUTBOX)) {
            entry.events().forEach(world.bus()::publish);
        }
        then.run();
    }

    private void leave(boolean parked) {
        over = true;
        home.left(run, parked);
    }
}
