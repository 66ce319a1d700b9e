package io.fermata.starter.relay;

/** The engine ended with an error. It never starts itself again: whoever runs it has to. */
final class RelayFailedException extends RuntimeException {
    RelayFailedException(Throwable cause) {
        super("the outbox relay ended: " + cause.getMessage(), cause);
    }
}
