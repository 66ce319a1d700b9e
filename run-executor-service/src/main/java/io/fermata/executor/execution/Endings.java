package io.fermata.executor.execution;

import io.fermata.executor.machine.CallState;
import io.fermata.executor.machine.Effect.Ending;
import io.fermata.executor.machine.RunError;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;

/** How a run comes to its end in the log. No call is left without an answer. */
final class Endings {

    private static final JsonMapper JSON = new JsonMapper();

    private final Shell shell;
    private final RunLog log;

    Endings(Shell shell, RunLog log) {
        this.shell = shell;
        this.log = log;
    }

    /** Answers a call that is not run, or that the end of the run has overtaken: then nobody knows what came of it. */
    void refuse(ToolCall call, String code, String message) {
        CallState state = log.state().calls().get(call.callId());
        boolean begun = state instanceof CallState.Intended || state instanceof CallState.InDoubt;
        Step.ToolOutcome outcome = begun ? Step.ToolOutcome.UNKNOWN : Step.ToolOutcome.NOT_RUN;
        log.append(new Step.ToolReturned(call, outcome, Outcomes.problem(code, message)));
    }

    void end(Ending ending) {
        Instant now = shell.clock().instant();
        switch (ending) {
            case Ending.Succeeded(String outputJson)
            when !shell.events().canTell(log.run(), outputJson) ->
                end(new Ending.Failed(tooLarge("the output is larger than can be told beside the input")));
            case Ending.Succeeded(String outputJson) -> {
                log.append(new Step.OutputProduced(outputJson));
                log.reply(JSON.readTree(outputJson).path("message").asString());
                log.change(run -> run.succeed(outputJson, now));
            }
            case Ending.Failed(RunError error) -> {
                log.append(new Step.RunFailed(error));
                log.change(run -> run.fail(error, now));
            }
            case Ending.Cancelled(String reason) -> {
                log.append(new Step.RunCancelled(reason));
                log.change(run -> run.cancel(now));
            }
        }
    }

    static RunError tooLarge(String message) {
        return new RunError(RunError.Code.OUTPUT_TOO_LARGE, message);
    }

    /**
     * The last resort for a run that cannot be executed: it ends, with a reason, rather than being tried for ever. Asks
     * nobody for anything, because that may be what failed.
     */
    static void giveUp(Shell shell, Leases.Claimed claimed, RunError error) {
        giveUp(shell, RunLog.open(shell, claimed), error);
    }

    /** When even the log of the run cannot be read. */
    static void giveUpUnread(Shell shell, Leases.Claimed claimed, RunError error) {
        giveUp(shell, RunLog.unread(shell, claimed), error);
    }

    private static void giveUp(Shell shell, RunLog log, RunError error) {
        new Endings(shell, log).giveUp(error);
        log.commit(true);
    }

    private void giveUp(RunError error) {
        for (CallState open : log.state().openCalls()) {
            refuse(open.call(), "run-ended", "The run ended before this call was answered.");
        }
        end(new Ending.Failed(error));
    }
}
