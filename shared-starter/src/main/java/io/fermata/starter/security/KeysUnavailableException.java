package io.fermata.starter.security;

/** An issuer's keys could not be fetched: try again later. */
public final class KeysUnavailableException extends RuntimeException {
    public KeysUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
