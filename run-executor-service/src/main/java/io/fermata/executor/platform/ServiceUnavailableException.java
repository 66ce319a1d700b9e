package io.fermata.executor.platform;

/** Another service did not answer. Whoever waits for it tries again; nothing has happened. */
public final class ServiceUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ServiceUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    ServiceUnavailableException(String message) {
        super(message);
    }
}
