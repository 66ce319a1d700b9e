package io.fermata.starter.relay;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits in rounds for as long as one run of the relay lasts. A round waits until the mark of the one before is back. */
final class AuditRounds implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditRounds.class);

    private final OutboxAuditor auditor;
    private final RelaySender sender;
    private final RelayMarks marks;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("outbox-auditor").daemon().factory());

    AuditRounds(OutboxAuditor auditor, RelaySender sender, RelayMarks marks) {
        this.auditor = auditor;
        this.sender = sender;
        this.marks = marks;
    }

    void start(Duration period) {
        var _ = timer.scheduleWithFixedDelay(this::round, 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Does not wait: a round that is stuck at the broker must not hold up the next run. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void round() {
        if (marks.outstanding()) {
            return;
        }
        try {
            var proven = marks.provenUntil();
            if (proven.isPresent()) {
                auditor.audit(proven.get(), sender);
            }
            marks.write();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        if (!timer.isShutdown()) {
            log.atWarn().setCause(failure).log("the outbox could not be audited, the next round tries again");
        }
    }
}
