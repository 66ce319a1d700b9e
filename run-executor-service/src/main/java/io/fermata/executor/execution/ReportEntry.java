package io.fermata.executor.execution;

import io.fermata.executor.execution.JournalEntry.Attempt;
import io.fermata.executor.execution.JournalEntry.AttemptState;
import io.fermata.executor.execution.JournalEntry.Reply;
import io.fermata.executor.execution.Report.Line;
import io.fermata.executor.execution.Report.Outcome;
import io.fermata.executor.machine.ModelUsage;
import io.fermata.executor.machine.Price;
import io.fermata.executor.machine.Step;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import io.fermata.executor.run.Totals;
import java.time.Instant;

/**
 * A report as the last journal entry of its run: lines, usage, end, and the events about all of them.
 *
 * @param price what the reported model costs; as nobody said which tokens were written, all count as read
 * @param lastStepId the id of the line that ends the log, by which the report is known again
 * @param usageId the id of the usage event
 */
record ReportEntry(Shell shell, Report report, Price price, String lastStepId, String usageId) {

    JournalEntry of(Leases.Claimed claimed) {
        Instant now = shell.clock().instant();
        Draft draft = new Draft();
        Run run = claimed.run();
        long sequence = run.totals().steps();
        for (Line line : report.lines()) {
            add(draft, row(run, ++sequence, shell.ids().next("stp"), line, now));
        }
        add(draft, row(run, ++sequence, lastStepId, lastLine(), now));
        Run used = use(draft, run, (int) sequence, now);
        Run ended = end(draft, used, now);
        draft.add(shell.events().changed(ended));
        return draft.toEntry(ended, claimed.lease(), true);
    }

    private void add(Draft draft, StepRow row) {
        draft.add(row);
        draft.add(shell.events().emitted(row));
    }

    private StepRow row(Run run, long sequence, String id, Line line, Instant now) {
        return new StepRow(
                run.id(),
                sequence,
                id,
                line.type(),
                line.inputJson(),
                line.outputJson(),
                line.tokens(),
                0,
                price.of(line.tokens(), 0),
                line.latencyMillis(),
                now);
    }

    private Line lastLine() {
        StepCodec.Encoded last = shell.codec()
                .encode(
                        switch (report.outcome()) {
                            case Outcome.Succeeded(String outputJson, var _) -> new Step.OutputProduced(outputJson);
                            case Outcome.Failed(var error) -> new Step.RunFailed(error);
                        });
        return new Line(last.type(), last.inputJson(), last.outputJson(), 0, 0);
    }

    private Run use(Draft draft, Run run, int steps, Instant now) {
        String model = report.model();
        if (model == null) {
            return run.use(run.totals().withSteps(steps), null);
        }
        ModelUsage usage = new ModelUsage(model, report.tokens(), 0, price.of(report.tokens(), 0));
        Attempt attempt = new Attempt(usageId, 1, 1, model, AttemptState.DONE, now);
        draft.add(shell.outbound().usage(run, attempt, null, usage, now));
        Totals totals = run.totals().plus(usage).withSteps(steps);
        return run.use(totals, model);
    }

    private Run end(Draft draft, Run run, Instant now) {
        return switch (report.outcome()) {
            case Outcome.Succeeded(String outputJson, String message) -> {
                if (message != null) {
                    draft.reply(new Reply(shell.ids().next("msg"), message, now));
                }
                yield run.succeed(outputJson, now);
            }
            case Outcome.Failed(var error) -> run.fail(error, now);
        };
    }
}
