package io.fermata.executor.machine;

import io.fermata.executor.machine.Effect.Ending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what a run does next. A pure function of the plan, the state and the time it is told: the same log gives the
 * same answer on every replica and after every crash.
 */
public final class RunMachine {

    private static final int MOST_OUTPUT_REPAIRS = 2;

    private final OutputCheck outputCheck;

    public RunMachine(OutputCheck outputCheck) {
        this.outputCheck = outputCheck;
    }

    /** The effects that are due now. Those whose intent is in the log already come again until their outcome is. */
    public List<Effect> next(RunPlan plan, RunState state, Instant now) {
        if (state.ended()) {
            return List.of();
        }
        if (state.cancelReason() != null) {
            return endWith(state, new Ending.Cancelled(state.cancelReason()));
        }
        List<CallState> open = state.openCalls();
        if (now.isAfter(plan.deadline())) {
            return endOnceKnown(plan, state, outOfTime(plan));
        }
        if (plan.external()) {
            return List.of(new Effect.Sleep(plan.deadline()));
        }
        if (!open.isEmpty()) {
            return answerCalls(plan, state, open);
        }
        if (state.lastThought() != null && state.lastThought().calls().isEmpty() && !state.outputRejectedLast()) {
            return List.of(conclude(state, state.lastThought()));
        }
        return List.of(think(plan, state, now));
    }

    /** A call that must not be made twice is waited for, or asked about: what it did is not left unknown. */
    private static List<Effect> endOnceKnown(RunPlan plan, RunState state, RunError reason) {
        List<Effect> unrepeatable = new ArrayList<>();
        for (CallState call : state.openCalls()) {
            if (call instanceof CallState.Intended(ToolCall intended, String effectKey, int version)
                    && !plan.isRepeatable(intended)) {
                unrepeatable.add(new Effect.InvokeTool(intended, version, effectKey));
            }
        }
        if (!unrepeatable.isEmpty()) {
            return unrepeatable;
        }
        return isInDoubt(state.openCalls())
                ? List.of(new Effect.AwaitReconciliation())
                : endWith(state, new Ending.Failed(reason));
    }

    private static boolean isInDoubt(List<CallState> open) {
        return open.stream().anyMatch(CallState.InDoubt.class::isInstance);
    }

    private static RunError outOfTime(RunPlan plan) {
        return new RunError(
                RunError.Code.RUN_TIMEOUT,
                "the run used its " + plan.guardrails().timeout().toSeconds() + " seconds");
    }

    private static List<Effect> endWith(RunState state, Ending ending) {
        List<Effect> effects = new ArrayList<>();
        for (CallState call : state.openCalls()) {
            effects.add(
                    new Effect.RefuseTool(call.call(), "run-ended", "The run ended before this call was answered."));
        }
        effects.add(new Effect.Finish(ending));
        return effects;
    }

    private static List<Effect> answerCalls(RunPlan plan, RunState state, List<CallState> open) {
        long proposed = open.stream().filter(RunMachine::startsNewCall).count();
        if (state.toolCalls() + proposed > plan.guardrails().maxToolCalls()) {
            return endOnceKnown(
                    plan,
                    state,
                    new RunError(
                            RunError.Code.MAX_TOOL_CALLS_EXCEEDED,
                            "the run may make " + plan.guardrails().maxToolCalls() + " tool calls"));
        }
        List<Effect> effects = new ArrayList<>(open.size());
        for (CallState call : open) {
            answer(plan, call).ifPresent(effects::add);
        }
        if (effects.isEmpty()) {
            effects.add(isInDoubt(open) ? new Effect.AwaitReconciliation() : new Effect.AwaitApproval());
        }
        return effects;
    }

    private static boolean startsNewCall(CallState call) {
        return call instanceof CallState.Proposed || call instanceof CallState.Approved;
    }

    private static Optional<Effect> answer(RunPlan plan, CallState state) {
        return switch (state) {
            case CallState.Proposed(ToolCall call) -> Optional.of(admit(plan, call));
            case CallState.AwaitingApproval _, CallState.InDoubt _, CallState.Answered _ -> Optional.empty();
            case CallState.Approved(ToolCall call, int version) ->
                Optional.of(new Effect.InvokeTool(call, version, null));
            case CallState.Denied(ToolCall call, String code, String message) ->
                Optional.of(new Effect.RefuseTool(call, code, message));
            case CallState.Intended(ToolCall call, String effectKey, int version) ->
                Optional.of(new Effect.InvokeTool(call, version, effectKey));
        };
    }

    private static Effect admit(RunPlan plan, ToolCall call) {
        ToolDefinition tool = plan.tools().get(call.tool());
        if (tool == null) {
            return new Effect.RefuseTool(call, "tool-not-allowed", "This agent has no tool named " + call.tool() + ".");
        }
        if (plan.guardrails().forbids(tool)) {
            return new Effect.RefuseTool(
                    call, "action-forbidden", "This agent's guardrails forbid " + call.tool() + ".");
        }
        return plan.guardrails().wantsApprovalFor(tool)
                ? new Effect.RequestApproval(call, tool)
                : new Effect.InvokeTool(call, tool.version(), null);
    }

    private Effect conclude(RunState state, Step.Thought thought) {
        OutputCheck.Verdict verdict = outputCheck.check(thought.text());
        if (verdict.complaint().isEmpty()) {
            return new Effect.Finish(new Ending.Succeeded(verdict.outputJson()));
        }
        String complaint = verdict.complaint().get();
        if (thought.truncated()) {
            return finishFailed(RunError.Code.OUTPUT_TRUNCATED, "the model reached max_tokens before its answer ended");
        }
        return state.outputRejections() < MOST_OUTPUT_REPAIRS
                ? new Effect.RejectOutput(complaint)
                : finishFailed(RunError.Code.OUTPUT_INVALID, complaint);
    }

    private static Effect think(RunPlan plan, RunState state, Instant now) {
        if (state.turns() >= plan.guardrails().maxSteps()) {
            return finishFailed(
                    RunError.Code.MAX_STEPS_EXCEEDED,
                    "max_steps is " + plan.guardrails().maxSteps()
                            + ": the model was asked that often and is not done");
        }
        Optional<String> model = modelForThisTurn(plan, state);
        if (model.isEmpty()) {
            return new Effect.Finish(new Ending.Failed(whyNoModelIsLeft(plan, state)));
        }
        Optional<Instant> wait = retryTime(state, model.get());
        if (wait.isPresent() && now.isBefore(wait.get())) {
            return new Effect.Sleep(wait.get());
        }
        return callWithinBudget(plan, state, model.get());
    }

    private static Effect callWithinBudget(RunPlan plan, RunState state, String model) {
        long promptTokens = plan.basePromptTokens() + state.transcript().characters() / ModelUsage.CHARACTERS_PER_TOKEN;
        int affordable = plan.guardrails()
                .affordableTokens(state.spentUsd(), plan.prices().of(model), promptTokens, plan.maxTokens());
        if (affordable < Math.min(Guardrails.LEAST_USEFUL_TOKENS, plan.maxTokens())) {
            return finishFailed(
                    RunError.Code.BUDGET_EXCEEDED,
                    "the next model call could pass the run's budget of "
                            + plan.guardrails().maxCostUsd().toPlainString() + " USD; spent so far: "
                            + state.spentUsd().toPlainString());
        }
        return new Effect.CallModel(model, affordable);
    }

    private static Optional<String> modelForThisTurn(RunPlan plan, RunState state) {
        return plan.models().stream()
                .filter(plan.prices()::mayAsk)
                .filter(model -> isStillWorthAsking(plan, state, model))
                .findFirst();
    }

    private static RunError whyNoModelIsLeft(RunPlan plan, RunState state) {
        return state.failures().isEmpty()
                ? new RunError(
                        RunError.Code.MODEL_UNPRICED,
                        "no price is known of " + String.join(", ", plan.models())
                                + ", and this platform asks no model without one")
                : state.failures().getLast().error();
    }

    private static boolean isStillWorthAsking(RunPlan plan, RunState state, String model) {
        List<Step.AttemptFailed> failures = failuresOf(state, model);
        return failures.isEmpty()
                || (failures.size() < plan.attemptsPerModel()
                        && failures.getLast().retryAt() != null);
    }

    private static Optional<Instant> retryTime(RunState state, String model) {
        List<Step.AttemptFailed> failures = failuresOf(state, model);
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(failures.getLast().retryAt());
    }

    private static List<Step.AttemptFailed> failuresOf(RunState state, String model) {
        return state.failures().stream()
                .filter(failure -> failure.model().equals(model))
                .toList();
    }

    private static Effect finishFailed(RunError.Code code, String message) {
        return new Effect.Finish(new Ending.Failed(new RunError(code, message)));
    }
}
