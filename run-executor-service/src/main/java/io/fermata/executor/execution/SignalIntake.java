package io.fermata.executor.execution;

import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.executor.machine.CallState;
import io.fermata.executor.machine.Step;
import java.util.Locale;

/** Takes what others have said to the run into its log: a cancellation, a decision, what came of a doubtful call. */
final class SignalIntake {
    private final Shell shell;
    private final RunLog log;

    SignalIntake(Shell shell, RunLog log) {
        this.shell = shell;
        this.log = log;
    }

    void take() {
        for (Signals.Signal signal : shell.signals().waiting(log.run().id())) {
            switch (signal) {
                case Signals.Signal.Cancel(var _, String reason) -> log.cancelled(reason);
                case Signals.Signal.Decided(var _, ApprovalDecided decision) -> decide(decision);
                case Signals.Signal.Reconciled(var _, Reconciliation found) -> settle(found);
            }
            log.consume(signal);
        }
    }

    /** A decision counts for the call it was asked for, with the very arguments that were shown; any other is dropped. */
    private void decide(ApprovalDecided decision) {
        log.state()
                .awaiting(decision.approvalId())
                .map(CallState.AwaitingApproval::call)
                .filter(call -> call.argumentsSha256().equals(decision.argumentsSha256()))
                .ifPresent(call -> log.append(new Step.ApprovalAnswered(
                        call,
                        decision.approvalId(),
                        Step.Decision.valueOf(decision.decision().toUpperCase(Locale.ROOT)),
                        decision.decidedBy(),
                        decision.notes())));
    }

    private void settle(Reconciliation found) {
        log.state().inDoubt(found.stepId()).map(CallState.InDoubt::call).ifPresent(call -> {
            log.append(new Step.OutcomeSettled(call, found.stepId(), found.verdict(), found.by(), found.note()));
            if (found.verdict() == Step.Verdict.DONE) {
                Step answer = new Step.ToolReturned(call, Step.ToolOutcome.SUCCEEDED, found.outputJson());
                if (!log.appendIfItFits(answer, 0)) {
                    log.append(Outcomes.withoutResult(call, Step.ToolOutcome.SUCCEEDED));
                }
            }
        });
    }
}
