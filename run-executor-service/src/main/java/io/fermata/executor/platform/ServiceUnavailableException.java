package io.fermata.executor.platform;

import org.jspecify.annotations.Nullable;

/** Another service did not do what it was asked. Whoever waits for it tries again; nothing has happened. */
public final class ServiceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean away;

    private ServiceUnavailableException(String message, @Nullable Throwable cause, boolean away) {
        super(message, cause);
        this.away = away;
    }

    /** Nobody answers. */
    static ServiceUnavailableException away(String message, @Nullable Throwable cause) {
        return new ServiceUnavailableException(message, cause, true);
    }

    /** It answers others, perhaps, but did not do this. */
    static ServiceUnavailableException refusing(String message) {
        return new ServiceUnavailableException(message, null, false);
    }

    /** What is asked in one tenant's name and answered with an error says nothing about all others' questions. */
    static boolean meansAway(Throwable failure) {
        return failure instanceof ServiceUnavailableException unavailable && unavailable.away;
    }
}
