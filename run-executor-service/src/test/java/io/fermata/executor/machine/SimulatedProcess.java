package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One life of an executor as the real shell leads it, on one thread. A new life knows what the log says, and no more. */
final class SimulatedProcess {

    private final SimulatedWorld world;
    private final SimulatedLog log;
    private final Runnable boundary;
    private final Kinds kinds;
    private final RunMachine machine = new RunMachine(
            text -> new OutputCheck.Verdict("{}", text.equals("bad") ? Optional.of("it is bad.") : Optional.empty()));
    private final Map<String, Runnable> running = new LinkedHashMap<>();
    private final List<Step> pending = new ArrayList<>();
    private final List<SimulatedSignal> consumed = new ArrayList<>();
    private RunState state;

    /** @param boundary called wherever a process may die; throws when it does */
    SimulatedProcess(SimulatedWorld world, SimulatedLog log, Runnable boundary, Kinds kinds) {
        this.world = world;
        this.log = log;
        this.boundary = boundary;
        this.kinds = kinds;
        this.state = log.state();
    }

    void live() {
        readSignals();
        while (!state.ended()) {
            turn();
        }
    }

    private void turn() {
        RunPlan plan = world.plan();
        List<Effect> effects = machine.next(plan, state, world.now());
        requireSameAnswerFromTheLog(plan, effects);
        kinds.saw(state, effects);
        @Nullable Effect pause = null;
        for (Effect effect : effects) {
            boundary.run();
            pause = perform(effect, plan);
        }
        commit();
        if (state.ended()) {
            return;
        }
        if (!running.isEmpty()) {
            oneEffectEnds();
        } else if (pause instanceof Effect.Sleep(Instant until)) {
            world.waitUntil(until);
        } else if (pause instanceof Effect.AwaitApproval) {
            world.people(log);
        }
        if (world.chance(1)) {
            log.signal(new SimulatedSignal.Cancel(log.steps().size()));
        }
        readSignals();
    }

    private void requireSameAnswerFromTheLog(RunPlan plan, List<Effect> effects) {
        if (consumed.isEmpty() && pending.isEmpty()) {
            assertThat(machine.next(plan, log.state(), world.now()))
                    .as("effects of the log")
                    .isEqualTo(effects);
        }
    }

    /** @return the effect when it is one that waits */
    private @Nullable Effect perform(Effect effect, RunPlan plan) {
        switch (effect) {
            case Effect.CallModel call -> begin("", () -> append(world.model(call, plan, state)));
            case Effect.InvokeTool(ToolCall call, int version, String key) -> invoke(call, version, key);
            case Effect.RefuseTool(ToolCall call, var _, var _) ->
                append(Steps.returns(call, Step.ToolOutcome.NOT_RUN));
            case Effect.RequestApproval(ToolCall call, var _) -> {
                append(Steps.asks(call));
                world.approvalAsked("apr_of_" + call.callId());
            }
            case Effect.RejectOutput(String reason) -> append(new Step.OutputRejected(reason));
            case Effect.Finish(Effect.Ending ending) -> append(last(ending));
            case Effect.AwaitReconciliation _ -> settleDoubts();
            case Effect.Sleep _, Effect.AwaitApproval _ -> {
                return effect;
            }
        }
        return null;
    }

    private static Step last(Effect.Ending ending) {
        return switch (ending) {
            case Effect.Ending.Succeeded(String outputJson) -> new Step.OutputProduced(outputJson);
            case Effect.Ending.Failed(RunError error) -> new Step.RunFailed(error);
            case Effect.Ending.Cancelled(String reason) -> new Step.RunCancelled(reason);
        };
    }

    private void invoke(ToolCall call, int version, @Nullable String known) {
        if (running.containsKey(call.callId())) {
            return;
        }
        String key = known == null
                ? "key_" + world.now() + call.callId() + log.steps().size()
                : known;
        if (known == null) {
            append(new Step.ToolCalled(call, key, version));
        }
        begin(call.callId(), () -> {
            Step.ToolOutcome outcome = world.tool(call, key, log);
            boundary.run();
            append(outcome == Step.ToolOutcome.UNKNOWN ? new Step.OutcomeLost(call, key, version) : Steps.returns(call, outcome));
        });
    }

    private void settleDoubts() {
        for (CallState open : state.openCalls()) {
            if (open instanceof CallState.InDoubt doubt) {
                append(Steps.settles(doubt.call(), Step.Verdict.DONE));
                append(Steps.returns(doubt.call()));
            }
        }
    }

    private void begin(String key, Runnable effect) {
        running.putIfAbsent(key, effect);
    }

    /** Effects that run side by side end in any order. */
    private void oneEffectEnds() {
        Map.Entry<String, Runnable> effect = world.oneOf(List.copyOf(running.entrySet()));
        running.remove(effect.getKey());
        boundary.run();
        effect.getValue().run();
    }

    private void readSignals() {
        for (SimulatedSignal signal : log.signals()) {
            if (consumed.contains(signal)) {
                continue;
            }
            consumed.add(signal);
            switch (signal) {
                case SimulatedSignal.Cancel _ -> state = state.cancelled("enough");
                case SimulatedSignal.Decided(String approvalId, Step.Decision decision) ->
                    state.awaiting(approvalId).ifPresent(call -> append(Steps.decides(call.call(), decision, null)));
            }
        }
    }

    private void append(Step step) {
        pending.add(step);
        state = state.after(step);
    }

    private void commit() {
        boundary.run();
        log.commit(log.steps().size() + 1L, pending, consumed);
        pending.clear();
        consumed.clear();
        boundary.run();
    }
}
