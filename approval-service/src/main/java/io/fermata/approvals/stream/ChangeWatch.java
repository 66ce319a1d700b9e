package io.fermata.approvals.stream;

import io.fermata.starter.tenancy.TenantId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes the streams of a tenant when it has changes they have not seen. Knows nothing of where changes come from. */
final class ChangeWatch {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Map<TenantId, Watched> watched = new HashMap<>();
    private boolean closed;

    private static final class Watched {
        private int streams;
        private long last;
    }

    /** Tenants somebody waits for: the only ones worth asking the database about. */
    Set<TenantId> tenants() {
        lock.lock();
        try {
            return Set.copyOf(watched.keySet());
        } finally {
            lock.unlock();
        }
    }

    /** The tenant has changes up to this one. */
    void advance(TenantId tenant, long last) {
        lock.lock();
        try {
            Watched of = watched.get(tenant);
            if (of != null && last > of.last) {
                of.last = last;
                news.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when there is more than {@code seen}, when patience ends, or at {@link #close()}. */
    void await(TenantId tenant, long seen, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            Watched of = watched.computeIfAbsent(tenant, _ -> new Watched());
            of.streams++;
            long left = patience.toNanos();
            while (of.last <= seen && !closed && left > 0) {
                left = news.awaitNanos(left);
            }
            if (--of.streams == 0) {
                watched.remove(tenant);
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Lets every stream go, so that a shutdown does not wait for people. */
    void close() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
