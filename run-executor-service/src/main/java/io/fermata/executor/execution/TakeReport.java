package io.fermata.executor.execution;

import io.fermata.executor.machine.Price;
import io.fermata.executor.model.ModelPrices;
import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.starter.audit.AuditEntry;
import io.fermata.starter.audit.AuditTrail;
import io.fermata.starter.idempotency.RequestIds;
import io.fermata.starter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes what a runner outside reports, and ends the run with it, in one transaction. The lease is taken in that same
 * transaction, so that nobody else ever sees it; whatever an executor of this instance was about to write is fenced off.
 */
@Service
public class TakeReport {

    private static final Duration COME_BACK = Duration.ofSeconds(1);

    private final Shell shell;
    private final RunStore runs;
    private final JdbcJournal rows;
    private final ModelPrices prices;
    private final AuditTrail audit;
    private final RequestIds requestIds;
    private final TransactionTemplate transactions;

    TakeReport(
            Shell shell,
            RunStore runs,
            JdbcJournal rows,
            ModelPrices prices,
            AuditTrail audit,
            RequestIds requestIds,
            TransactionTemplate transactions) {
        this.shell = shell;
        this.runs = runs;
        this.rows = rows;
        this.prices = prices;
        this.audit = audit;
        this.requestIds = requestIds;
        this.transactions = transactions;
    }

    /** The run as it has ended by this report. */
    public Run handle(String runId, Report report) {
        ReportEntry entry =
                new ReportEntry(shell, report, price(report), requestIds.next("stp"), requestIds.next("usg"));
        Optional<JournalEntry> written = transactions.execute(_ -> write(runId, entry));
        written.ifPresent(this::tell);
        return require(runId);
    }

    private Price price(Report report) {
        return report.model() == null ? Price.FREE : prices.current().of(report.model());
    }

    /** Empty when it was written before, and only the answer was lost. */
    private Optional<JournalEntry> write(String runId, ReportEntry report) {
        Run run = require(runId);
        if (!run.isExternal()) {
            throw ProblemException.conflict("The platform executes this run itself; it takes no report.");
        }
        if (run.status().isFinal() && isEndedBy(report, run)) {
            return Optional.empty();
        }
        requireOpen(run);
        return Optional.of(run.trace().call(() -> end(runId, report)));
    }

    /** In the run's trace: that of the report is its sender's. */
    private JournalEntry end(String runId, ReportEntry report) {
        Leases.Claimed claimed = shell.leases().claim(runId).orElseThrow(() -> outrun(runId));
        requireNotCancelled(runId);
        JournalEntry entry = report.of(claimed);
        if (!rows.write(List.of(entry))) {
            throw new IllegalStateException("the lease of " + runId + " was lost under a row lock");
        }
        audit.record(AuditEntry.of("run.report", "run", runId)
                .with("status", entry.run().status().wire())
                .with("steps", entry.steps().size()));
        return entry;
    }

    private boolean isEndedBy(ReportEntry report, Run run) {
        return runs.stepsAfter(run.id(), run.totals().steps() - 1L, 1).stream()
                .anyMatch(last -> last.id().equals(report.lastStepId()));
    }

    /** Somebody was faster, or another instance is just looking whether the run's time is over. */
    private ProblemException outrun(String runId) {
        requireOpen(require(runId));
        return ProblemException.unavailable("The run is being looked at; report again.", COME_BACK);
    }

    private static void requireOpen(Run run) {
        if (run.status().isFinal()) {
            throw ProblemException.conflict(
                    "The run has ended already; it is " + run.status().wire() + ".");
        }
    }

    /** Who cancels has been promised that the run will end so. */
    private void requireNotCancelled(String runId) {
        if (shell.signals().waiting(runId).stream().anyMatch(Signals.Signal.Cancel.class::isInstance)) {
            throw ProblemException.conflict("The run has been cancelled; it is about to end.");
        }
    }

    /** No usage is counted here: a runner may name any model, and labels must not grow without bound. */
    private void tell(JournalEntry entry) {
        shell.feed().steps(entry.run(), entry.steps());
        shell.feed().changed(entry.run());
        shell.metrics().ended(entry.run());
    }

    private Run require(String runId) {
        return runs.find(runId).orElseThrow(() -> ProblemException.notFound("run"));
    }
}
