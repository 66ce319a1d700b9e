package io.fermata.executor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is on disk: the log and the news not yet taken into it. Survives every crash, and can be audited. */
final class SimulatedLog {

    private final List<Step> steps = new ArrayList<>();
    private final List<SimulatedSignal> signals = new ArrayList<>();

    /** One commit: all of it or, when the process dies before, nothing. */
    void commit(long firstSequence, List<Step> more, List<SimulatedSignal> consumed) {
        assertThat(firstSequence).as("sequence").isEqualTo(steps.size() + 1L);
        steps.addAll(more);
        signals.removeAll(consumed);
    }

    void signal(SimulatedSignal signal) {
        if (!state().ended()) {
            signals.add(signal);
        }
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<SimulatedSignal> signals() {
        return List.copyOf(signals);
    }

    RunState state() {
        return RunState.of(steps);
    }

    void requireSound(RunPlan plan) {
        requireOneEnding();
        requireEveryCallAnsweredOnce();
        requireIntentsToBeAllowed(plan);
        requireLimits(plan);
    }

    private void requireOneEnding() {
        List<Step> endings = steps.stream().filter(SimulatedLog::isEnding).toList();
        assertThat(endings).as("endings").hasSize(1);
        assertThat(endings.getFirst()).as("last step").isSameAs(steps.getLast());
    }

    private static boolean isEnding(Step step) {
        return step instanceof Step.OutputProduced
                || step instanceof Step.RunFailed
                || step instanceof Step.RunCancelled;
    }

    private void requireEveryCallAnsweredOnce() {
        Map<String, Integer> answers = new HashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.Thought thought) {
                assertThat(answers.values())
                        .as("answers to the calls of a turn")
                        .allMatch(count -> count == 1);
                answers.clear();
                thought.calls().forEach(call -> answers.put(call.callId(), 0));
            } else if (step instanceof Step.ToolReturned returned) {
                answers.merge(returned.call().callId(), 1, Integer::sum);
            }
        }
        assertThat(answers.values()).as("answers to the calls of the last turn").allMatch(count -> count == 1);
    }

    private void requireIntentsToBeAllowed(RunPlan plan) {
        Map<String, Step.Decision> decisions = new HashMap<>();
        for (Step step : steps) {
            if (step instanceof Step.ApprovalAnswered answer) {
                decisions.put(answer.call().callId(), answer.decision());
            } else if (step instanceof Step.ToolCalled called) {
                ToolDefinition tool =
                        Objects.requireNonNull(plan.tools().get(called.call().tool()), "the tool that was run");
                assertThat(plan.guardrails().forbids(tool)).as("forbidden").isFalse();
                if (plan.guardrails().wantsApprovalFor(tool)) {
                    assertThat(decisions.get(called.call().callId())).isEqualTo(Step.Decision.APPROVED);
                }
            }
        }
    }

    /** Counted here once more: the fold that the machine relies on is what is being tested. */
    private void requireLimits(RunPlan plan) {
        Guardrails limits = plan.guardrails();
        assertThat(all(Step.Thought.class)).as("turns").hasSizeLessThanOrEqualTo(limits.maxSteps());
        assertThat(all(Step.ToolCalled.class)).as("calls").hasSizeLessThanOrEqualTo(limits.maxToolCalls());
        BigDecimal spent = all(Step.Thought.class).stream()
                .map(thought -> thought.usage().costUsd())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(spent).as("spent").isLessThanOrEqualTo(limits.maxCostUsd());
    }

    private <T extends Step> List<T> all(Class<T> kind) {
        return steps.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
