package io.fermata.tools.invocation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent writers share a transaction. Whoever finds no writer at work writes what has queued up, and hands the
 * lead to the next in line as soon as its own work is done. Where writers come in company, the next batch waits a moment
 * for more of them: the statements of one commit cost as much as those of ten. A lone writer never waits.
 *
 * @param <K> what may share a transaction (the tenant: row-level security is set per transaction)
 * @param <W> one piece of work
 * @param <R> its result
 */
final class SharedCommits<K, W, R> {
    private static final int LARGEST_BATCH = 128;
    /** An idle lane knows only whether writers come in company, which is soon learned again. */
    private static final int MANY_LANES = 1000;

    private static final long GATHERING_NANOS_PER_WRITER = 1_000_000;
    private static final long MOST_GATHERING_NANOS = 10_000_000;

    private final ConcurrentMap<K, Lane> lanes = new ConcurrentHashMap<>();
    private final Function<List<W>, List<R>> transaction;
    private final Predicate<RuntimeException> mayBeOfOne;

    /**
     * For writers who know what may go wrong.
     *
     * @param transaction does all of a list, or none, and gives one result for each
     * @param mayBeOfOne whether one piece of work may be to blame for a failure, so that the others are worth another try
     */
    SharedCommits(Function<List<W>, List<R>> transaction, Predicate<RuntimeException> mayBeOfOne) {
        this.transaction = transaction;
        this.mayBeOfOne = mayBeOfOne;
    }

    /** Returns when the work is committed; throws what the transaction threw over this work, not over its company. */
    R submit(K key, W work) {
        if (!lanes.containsKey(key) && lanes.size() >= MANY_LANES) {
            forgetIdleLanes();
        }
        Pending pending = new Pending(work);
        Lane lane = lanes.compute(key, (_, known) -> (known == null ? new Lane() : known).enter(pending));
        if (pending.leads()) {
            lane.writeUntil(pending);
        }
        return pending.result();
    }

    /** As each is entered, under the map's lock of its key: a lane that has just been entered is not idle. */
    private void forgetIdleLanes() {
        lanes.keySet().forEach(key -> lanes.computeIfPresent(key, (_, lane) -> lane.idle() ? null : lane));
    }

    int lanes() {
        return lanes.size();
    }

    private final class Lane {
        private final Queue<Pending> queue = new ArrayDeque<>();
        private boolean led;
        private int company;

        synchronized Lane enter(Pending pending) {
            queue.add(pending);
            if (!led) {
                led = true;
                pending.lead();
            }
            return this;
        }

        synchronized boolean idle() {
            return !led;
        }

        void writeUntil(Pending own) {
            try {
                while (!own.done()) {
                    gather();
                    write(next());
                }
            } finally {
                handOver();
            }
        }

        private void gather() {
            if (company > 1) {
                LockSupport.parkNanos(Math.min(company * GATHERING_NANOS_PER_WRITER, MOST_GATHERING_NANOS));
            }
        }

        private synchronized List<Pending> next() {
            List<Pending> batch = new ArrayList<>();
            for (Pending pending; batch.size() < LARGEST_BATCH && (pending = queue.poll()) != null; ) {
                batch.add(pending);
            }
            company = batch.size();
            return batch;
        }

        private synchronized void handOver() {
            Pending next = queue.peek();
            if (next == null) {
                led = false;
            } else {
                next.lead();
            }
        }

        private void write(List<Pending> batch) {
            try {
                commit(batch);
            } catch (Error e) {
                batch.stream()
                        .filter(pending -> !pending.done())
                        .forEach(pending -> pending.fail(new IllegalStateException("the shared transaction broke", e)));
                throw e;
            }
        }

        private void commit(List<Pending> batch) {
            try {
                List<R> results =
                        transaction.apply(batch.stream().map(Pending::work).toList());
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).complete(results.get(i));
                }
            } catch (RuntimeException e) {
                if (batch.size() > 1 && mayBeOfOne.test(e)) {
                    // One bad piece of work must not cost the others their commit.
                    batch.forEach(pending -> commit(List.of(pending)));
                } else {
                    batch.forEach(pending -> pending.fail(e));
                }
            }
        }
    }

    private final class Pending {
        private final W work;
        private final CompletableFuture<Boolean> signal = new CompletableFuture<>();
        private volatile @Nullable R result;
        private volatile @Nullable RuntimeException failure;
        private volatile boolean done;

        Pending(W work) {
            this.work = work;
        }

        W work() {
            return work;
        }

        boolean done() {
            return done;
        }

        /** Waits until the work is done or the lead is taken or handed over. */
        boolean leads() {
            return signal.join();
        }

        void lead() {
            signal.complete(true);
        }

        void complete(R value) {
            result = value;
            finish();
        }

        void fail(RuntimeException cause) {
            failure = cause;
            finish();
        }

        private void finish() {
            done = true;
            signal.complete(false);
        }

        R result() {
            RuntimeException cause = failure;
            if (cause != null) {
                throw cause;
            }
            @Nullable R value = result;
            if (value == null) {
                throw new IllegalStateException("the shared transaction gave no result");
            }
            return value;
        }
    }
}
