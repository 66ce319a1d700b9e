package io.fermata.starter.security;

import java.util.Optional;

/** The bearer token of the request being answered, to be sent on to another service of ours and nowhere else. */
public final class CallerToken {
    static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private CallerToken() {}

    public static Optional<String> find() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
