package io.fermata.contracts.cloudevents;

import org.jspecify.annotations.Nullable;

/** A record is not a CloudEvent of ours. Reading it again cannot help: it belongs in the dead letter topic. */
public final class UnreadableEnvelopeException extends RuntimeException {
    UnreadableEnvelopeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
