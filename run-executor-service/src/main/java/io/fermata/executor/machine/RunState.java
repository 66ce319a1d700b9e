package io.fermata.executor.machine;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run after some of its steps.
 *
 * @param turns model turns that brought an answer
 * @param calls the calls of the latest turn by call id, in the model's order
 * @param failures attempts at the turn that is due, oldest first; empty again after each answer
 */
public record RunState(
        int turns,
        int toolCalls,
        BigDecimal spentUsd,
        Map<String, CallState> calls,
        Step.@Nullable Thought lastThought,
        List<Step.AttemptFailed> failures,
        int outputRejections,
        boolean outputRejectedLast,
        Transcript transcript,
        @Nullable String cancelReason,
        boolean ended) {

    public static final RunState INITIAL =
            new RunState(0, 0, BigDecimal.ZERO, Map.of(), null, List.of(), 0, false, Transcript.EMPTY, null, false);

    public static RunState of(Iterable<? extends Step> steps) {
        RunState state = INITIAL;
        for (Step step : steps) {
            state = state.after(step);
        }
        return state;
    }

    public RunState after(Step step) {
        Draft draft = new Draft(this);
        switch (step) {
            case Step.Thought thought -> draft.think(thought);
            case Step.ToolCalled(ToolCall call, String effectKey, int version) -> {
                draft.toolCalls++;
                draft.put(new CallState.Intended(call, effectKey, version));
            }
            case Step.ToolReturned(ToolCall call, var _, String resultJson) -> {
                draft.put(new CallState.Answered(call));
                draft.transcript = draft.transcript.plus(new Transcript.Entry.ToolAnswered(call, resultJson));
            }
            case Step.OutcomeLost(ToolCall call, String effectKey, int version) ->
                draft.put(new CallState.InDoubt(call, effectKey, version));
            case Step.OutcomeSettled settled -> draft.settle(settled);
            case Step.ApprovalRequested(ToolCall call, String approvalId, int version) ->
                draft.put(new CallState.AwaitingApproval(call, approvalId, version));
            case Step.ApprovalAnswered answer -> draft.answer(answer);
            case Step.AttemptFailed failure -> draft.fail(failure);
            case Step.OutputRejected(String reason) -> draft.rejectOutput(reason);
            case Step.OutputProduced _, Step.RunFailed _, Step.RunCancelled _ -> draft.ended = true;
        }
        return draft.toState();
    }

    /** The same run after somebody asked for its end. The first reason given stays. */
    public RunState cancelled(String reason) {
        Draft draft = new Draft(this);
        draft.cancelReason = cancelReason == null ? reason : cancelReason;
        return draft.toState();
    }

    public Optional<CallState.AwaitingApproval> awaiting(String approvalId) {
        return calls.values().stream()
                .filter(CallState.AwaitingApproval.class::isInstance)
                .map(CallState.AwaitingApproval.class::cast)
                .filter(call -> call.approvalId().equals(approvalId))
                .findFirst();
    }

    public Optional<CallState.InDoubt> inDoubt(String effectKey) {
        return calls.values().stream()
                .filter(CallState.InDoubt.class::isInstance)
                .map(CallState.InDoubt.class::cast)
                .filter(call -> call.effectKey().equals(effectKey))
                .findFirst();
    }

    /** The calls of the latest turn that still need an answer. */
    public List<CallState> openCalls() {
        return calls.values().stream()
                .filter(call -> !(call instanceof CallState.Answered))
                .toList();
    }

    private static final class Draft {
        private int turns;
        private int toolCalls;
        private BigDecimal spentUsd;
        private final Map<String, CallState> calls;
        private Step.@Nullable Thought lastThought;
        private List<Step.AttemptFailed> failures;
        private int outputRejections;
        private boolean outputRejectedLast;
        private Transcript transcript;
        private @Nullable String cancelReason;
        private boolean ended;

        Draft(RunState from) {
            turns = from.turns;
            toolCalls = from.toolCalls;
            spentUsd = from.spentUsd;
            calls = new LinkedHashMap<>(from.calls);
            lastThought = from.lastThought;
            failures = from.failures;
            outputRejections = from.outputRejections;
            outputRejectedLast = from.outputRejectedLast;
            transcript = from.transcript;
            cancelReason = from.cancelReason;
            ended = from.ended;
        }

        void think(Step.Thought thought) {
            turns++;
            spentUsd = spentUsd.add(thought.usage().costUsd());
            lastThought = thought;
            failures = List.of();
            outputRejectedLast = false;
            calls.clear();
            thought.calls().forEach(call -> put(new CallState.Proposed(call)));
            transcript = transcript.plus(new Transcript.Entry.AssistantSaid(thought.text(), thought.calls()));
        }

        void answer(Step.ApprovalAnswered answer) {
            if (calls.get(answer.call().callId()) instanceof CallState.AwaitingApproval waiting) {
                put(
                        switch (answer.decision()) {
                            case APPROVED -> new CallState.Approved(waiting.call(), waiting.toolVersion());
                            case REJECTED -> denied(waiting, "rejected", "A person rejected this call", answer.notes());
                            case EXPIRED -> denied(waiting, "approval-expired", "Nobody answered in time", null);
                            case CANCELLED -> denied(waiting, "cancelled", "The request was withdrawn", null);
                        });
            }
        }

        /** Whoever approved the call approved one effect; when that did not happen, the approval still stands. */
        void settle(Step.OutcomeSettled settled) {
            if (settled.verdict() == Step.Verdict.NOT_DONE
                    && calls.get(settled.call().callId()) instanceof CallState.InDoubt doubt) {
                put(new CallState.Approved(doubt.call(), doubt.toolVersion()));
            }
        }

        private static CallState denied(
                CallState.AwaitingApproval waiting, String code, String message, @Nullable String notes) {
            String said = notes == null || notes.isBlank() ? message + "." : message + ": " + notes;
            return new CallState.Denied(waiting.call(), code, said);
        }

        void fail(Step.AttemptFailed failure) {
            List<Step.AttemptFailed> longer = new ArrayList<>(failures);
            longer.add(failure);
            failures = List.copyOf(longer);
        }

        void rejectOutput(String reason) {
            outputRejections++;
            outputRejectedLast = true;
            transcript = transcript.plus(
                    new Transcript.Entry.PlatformSaid("Your answer does not fit the required output schema: " + reason
                            + " Answer again, with JSON only."));
        }

        void put(CallState call) {
            calls.put(call.call().callId(), call);
        }

        RunState toState() {
            return new RunState(
                    turns,
                    toolCalls,
                    spentUsd,
                    Collections.unmodifiableMap(calls),
                    lastThought,
                    failures,
                    outputRejections,
                    outputRejectedLast,
                    transcript,
                    cancelReason,
                    ended);
        }
    }
}
