package io.fermata.localstack.stack;

import org.jspecify.annotations.Nullable;

/** The stack cannot do what it was asked; the message says what to do about it and is all a person needs to see. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
