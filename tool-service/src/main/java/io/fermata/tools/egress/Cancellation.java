package io.fermata.tools.egress;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets another thread stop a call, wherever it is: waiting for its turn, before the socket, or inside a read. */
public final class Cancellation {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> abort = new AtomicReference<>();

    public void cancel() {
        requested.countDown();
        Runnable action = abort.get();
        if (action != null) {
            action.run();
        }
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** Waits, and tells whether it was cancelled before the time was over. */
    public boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    void onCancel(Runnable action) {
        abort.set(action);
        if (requested()) {
            action.run();
        }
    }

    void clear() {
        abort.set(null);
    }
}
