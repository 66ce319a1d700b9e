package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.machine.CallState;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.Price;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.model.ModelAnswer;
import io.fermata.executor.model.ModelFailure;
import io.fermata.executor.model.ModelQuestion.ModelToolCall;
import io.fermata.executor.toolbox.ToolExecutions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns what effects brought into steps of the log. */
final class Outcomes {

    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);
    private static final JsonMapper JSON = new JsonMapper();

    private final Shell shell;
    private final RunLog log;
    private final Briefing briefing;
    private final Backoff backoff;

    Outcomes(Shell shell, RunLog log, Briefing briefing) {
        this.shell = shell;
        this.log = log;
        this.briefing = briefing;
        this.backoff = new Backoff(shell.properties().retryBackoff(), LONGEST_BACKOFF, shell.random());
    }

    /** Why the run has to end, if the answer is too large for the log: what it cost is on the books, without its words. */
    Optional<RunError> answered(Attempt attempt, ModelAnswer answer, long latencyMillis) {
        Price price = briefing.plan().prices().of(attempt.model());
        ModelUsage usage = new ModelUsage(
                attempt.model(),
                answer.promptTokens(),
                answer.completionTokens(),
                price.of(answer.promptTokens(), answer.completionTokens()));
        log.end(attempt, AttemptState.DONE, usage);
        if (log.appendIfItFits(
                new Step.Thought(answer.text(), calls(answer), usage, answer.truncated()), latencyMillis)) {
            return Optional.empty();
        }
        log.append(new Step.Thought("", List.of(), usage, true), shell.ids().next("stp"), latencyMillis);
        return Optional.of(Endings.tooLarge("the model's answer is larger than can be told"));
    }

    /** Catalogue names, one spelling of the arguments, and ids that are unique whatever the provider sent. */
    private List<ToolCall> calls(ModelAnswer answer) {
        Set<String> seen = new HashSet<>();
        List<ToolCall> calls = new ArrayList<>(answer.calls().size());
        for (ModelToolCall call : answer.calls()) {
            String id = call.callId();
            if (id.isBlank() || !seen.add(id)) {
                id = shell.ids().next("call");
            }
            calls.add(new ToolCall(
                    id,
                    briefing.names().name(call.wireName()),
                    shell.codec().canonicalArguments(call.argumentsJson())));
        }
        return calls;
    }

    void failed(Attempt attempt, ModelFailure failure) {
        boolean cancelled = failure.kind() == ModelFailure.Kind.CANCELLED;
        AttemptState outcome = switch (failure.kind()) {
            case CANCELLED, INTERRUPTED, TIMEOUT -> AttemptState.UNKNOWN;
            case RATE_LIMITED, UNAVAILABLE, REJECTED, NOT_CONFIGURED -> AttemptState.FAILED;
        };
        log.end(attempt, outcome, RunOutbound.nothing(attempt.model()));
        if (!cancelled) {
            RunError error = new RunError(code(failure.kind()), describe(failure));
            log.append(new Step.AttemptFailed(attempt.model(), error, retryAt(attempt, failure, error)));
        }
    }

    private static RunError.Code code(ModelFailure.Kind kind) {
        return switch (kind) {
            case RATE_LIMITED -> RunError.Code.MODEL_RATE_LIMITED;
            case UNAVAILABLE -> RunError.Code.MODEL_UNAVAILABLE;
            case TIMEOUT -> RunError.Code.MODEL_TIMEOUT;
            case INTERRUPTED, CANCELLED -> RunError.Code.MODEL_INTERRUPTED;
            case REJECTED -> RunError.Code.MODEL_REJECTED;
            case NOT_CONFIGURED -> RunError.Code.MODEL_NOT_CONFIGURED;
        };
    }

    private static String describe(ModelFailure failure) {
        String message = failure.getMessage();
        return message == null ? failure.kind().name() : message;
    }

    /** When to ask this model again; null hands over to the next one, or ends the run when there is none. */
    private @Nullable Instant retryAt(Attempt attempt, ModelFailure failure, RunError error) {
        boolean anotherModel = !attempt.model().equals(briefing.plan().models().getLast());
        boolean busy = failure.kind() == ModelFailure.Kind.RATE_LIMITED || failure.retryAfter() != null;
        if (!error.retryable() || (busy && anotherModel)) {
            return null;
        }
        return shell.clock().instant().plus(backoff.after(attempt.n(), failure.retryAfter()));
    }

    void returned(ToolCall call, ToolExecutions.Outcome outcome, long latencyMillis) {
        Step step = switch (outcome.outcome()) {
            case "succeeded" ->
                new Step.ToolReturned(call, Step.ToolOutcome.SUCCEEDED, String.valueOf(outcome.output()));
            case "unknown" -> lost(call);
            case "stale" ->
                new Step.ToolReturned(
                        call,
                        Step.ToolOutcome.NOT_RUN,
                        problem(
                                "tool-changed",
                                "The tool's definition has just changed; nothing was run. Call it again."));
            case "failed" -> new Step.ToolReturned(call, Step.ToolOutcome.FAILED, failure(outcome));
            default -> throw new IllegalStateException("the tool service spoke of the outcome " + outcome.outcome());
        };
        if (!log.appendIfItFits(step, latencyMillis)) {
            boolean succeeded = outcome.outcome().equals("succeeded");
            log.append(
                    withoutResult(call, succeeded ? Step.ToolOutcome.SUCCEEDED : Step.ToolOutcome.FAILED),
                    shell.ids().next("stp"),
                    latencyMillis);
        }
    }

    /** The tool has acted; the model is told so, and that it must ask for less to see what came of it. */
    static Step withoutResult(ToolCall call, Step.ToolOutcome outcome) {
        return new Step.ToolReturned(
                call,
                outcome,
                problem("result-too-large", "The tool was run, but its result is too large to be shown."));
    }

    private Step lost(ToolCall call) {
        if (log.state().calls().get(call.callId())
                instanceof CallState.Intended(var _, String effectKey, int version)) {
            return new Step.OutcomeLost(call, effectKey, version);
        }
        throw new IllegalStateException("an outcome came for " + call.callId() + ", which was not intended");
    }

    private static String failure(ToolExecutions.Outcome outcome) {
        ToolExecutions.Failure error = outcome.error();
        return error == null ? problem("tool-failed", "The tool failed.") : problem(error.code(), error.message());
    }

    static String problem(String code, String message) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject("error").put("code", code).put("message", message);
        return node.toString();
    }
}
