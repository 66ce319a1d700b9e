package io.fermata.executor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A model call that brought no answer, in the words of all providers alike. */
public final class ModelFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public enum Kind {
        RATE_LIMITED,
        UNAVAILABLE,
        TIMEOUT,
        INTERRUPTED,
        REJECTED,
        NOT_CONFIGURED,
        CANCELLED
    }

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public ModelFailure(Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public ModelFailure(Kind kind, String message) {
        this(kind, message, null, null);
    }

    public Kind kind() {
        return kind;
    }

    /** How long the provider asked us to stay away, when it did. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
