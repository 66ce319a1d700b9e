package io.fermata.executor.execution;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * A few runs at a time are claimed. Hundreds that begin together would take every connection, and the heartbeat that keeps
 * their leases would wait behind them until the leases are lost. What a run reads after its claim comes no faster than
 * claims do, and may wait for other services: it is not counted here.
 */
final class Departures {

    /** Well below the connections of an instance: the journal, requests and the heartbeat need some too. */
    private static final int AT_ONCE = 6;

    private final Semaphore free = new Semaphore(AT_ONCE, true);

    <T> T next(Supplier<T> claim) {
        free.acquireUninterruptibly();
        try {
            return claim.get();
        } finally {
            free.release();
        }
    }
}
