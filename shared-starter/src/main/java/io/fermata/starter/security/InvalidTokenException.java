package io.fermata.starter.security;

/** The token proves nothing. The message says which check failed and never holds the token. */
public final class InvalidTokenException extends RuntimeException {
    public InvalidTokenException(String message) {
        super(message);
    }
}
