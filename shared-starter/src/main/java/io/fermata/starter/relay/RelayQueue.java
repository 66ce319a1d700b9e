package io.fermata.starter.relay;

import io.debezium.connector.base.QueueProvider;
import io.debezium.pipeline.Sizeable;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The queue between reading the log and sending, as Debezium loads it by its name. It is an ordinary queue but for one
 * thing: Debezium waits for more rows in whole milliseconds, and what is left of the last one it spends asking for the
 * size over and over. At 5 ms that was a tenth of a core per idle service. Whoever asks like that
 * is made to pause. All calls come under Debezium's lock.
 *
 * @param <T> what Debezium queues
 */
public final class RelayQueue<T extends Sizeable> implements QueueProvider<T> {
    static final String NAME = "fermata";

    private static final int ASKED_OFTEN = 3;
    private static final long AT_ONCE_NANOS = 20_000;
    private static final long PAUSE_NANOS = 500_000;

    private final Queue<T> rows = new ArrayDeque<>();
    private @Nullable Thread asking;
    private long askedAt;
    private int asked;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        // Debezium bounds the queue itself.
    }

    @Override
    public void enqueue(T row) {
        asked = 0;
        rows.add(row);
    }

    @Override
    public @Nullable T poll() {
        return rows.poll();
    }

    @Override
    public int size() {
        if (rows.isEmpty()) {
            pauseWhoAsksTooOften();
        }
        return rows.size();
    }

    private void pauseWhoAsksTooOften() {
        long now = System.nanoTime();
        Thread current = Thread.currentThread();
        boolean again = current == asking && now - askedAt < AT_ONCE_NANOS;
        asked = again ? asked + 1 : 1;
        asking = current;
        if (asked >= ASKED_OFTEN) {
            LockSupport.parkNanos(PAUSE_NANOS);
            asked = 0;
        }
        askedAt = System.nanoTime();
    }
}
