package io.fermata.executor.model;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call under way: where its tokens go, and the handle by which another thread closes its socket. Used by one thread
 * at a time except for {@link #cancel()}.
 */
public final class ModelCall {

    static final ScopedValue<ModelCall> CURRENT = ScopedValue.newInstance();

    private final Consumer<String> tokens;
    private @Nullable Runnable closeSocket;
    private boolean cancelled;
    private volatile @Nullable Duration retryAfter;

    public ModelCall(Consumer<String> tokens) {
        this.tokens = tokens;
    }

    public void cancel() {
        Runnable close;
        synchronized (this) {
            cancelled = true;
            close = closeSocket;
        }
        if (close != null) {
            close.run();
        }
    }

    public synchronized boolean isCancelled() {
        return cancelled;
    }

    void token(String text) {
        tokens.accept(text);
    }

    /** Registers how to close the socket; closes it at once when the call was cancelled before it was opened. */
    void onCancel(Runnable close) {
        boolean tooLate;
        synchronized (this) {
            closeSocket = close;
            tooLate = cancelled;
        }
        if (tooLate) {
            close.run();
        }
    }

    void retryAfter(Duration delay) {
        retryAfter = delay;
    }

    @Nullable
    Duration retryAfter() {
        return retryAfter;
    }
}
