package io.fermata.tools.egress;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Lets another thread stop a call, wherever it is: waiting for its turn, before the socket, or inside a read. */
public final class Cancellation {
    private static final Runnable NOTHING = () -> {};

    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicReference<Runnable> abort = new AtomicReference<>(NOTHING);

    public void cancel() {
        requested.countDown();
        abort.get().run();
    }

    public boolean requested() {
        return requested.getCount() == 0;
    }

    /** @return true when cancelled before the time was over */
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
        abort.set(NOTHING);
    }
}
