package io.fermata.starter.security;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token proves nothing. The message says which check failed and never holds the token. */
public final class InvalidTokenException extends RuntimeException {
    private final transient @Nullable Caller holder;

    public InvalidTokenException(String message) {
        this(message, null);
    }

    InvalidTokenException(String message, @Nullable Caller holder) {
        super(message);
        this.holder = holder;
    }

    /** Whose token it is, when its signature is good all the same. Lets nobody in. */
    public Optional<Caller> holder() {
        return Optional.ofNullable(holder);
    }
}
