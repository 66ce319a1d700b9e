package io.fermata.tools.invocation;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Writes an outcome even when the database is away for a moment: the tool has been called, and this is all anybody will
 * ever know of it. Writing twice is harmless, the second changes no row.
 */
@Component
class DurableClose {
    private static final Logger log = LoggerFactory.getLogger(DurableClose.class);
    private static final int TRIES = 40;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final EffectLedger ledger;

    DurableClose(EffectLedger ledger) {
        this.ledger = ledger;
    }

    /** Gives false when the effect was taken over. */
    boolean handle(Claim claim, Invocation invocation, Outcome outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                boolean closed = ledger.close(claim, invocation, outcome);
                return closed || (attempt > 1 && written(claim, outcome));
            } catch (DataAccessException | TransactionException e) {
                if (attempt == TRIES || !paused()) {
                    throw e;
                }
                log.atWarn().setCause(e).log("an outcome is not written yet; trying again");
            }
        }
    }

    /** An earlier try may have committed without our hearing of it. */
    private boolean written(Claim claim, Outcome outcome) {
        return ledger.find(claim.effectKey())
                .filter(entry -> entry.claim().equals(claim) && outcome.sameAs(entry.outcome()))
                .isPresent();
    }

    private static boolean paused() {
        LockSupport.parkNanos(PAUSE.toNanos());
        return !Thread.currentThread().isInterrupted();
    }
}
