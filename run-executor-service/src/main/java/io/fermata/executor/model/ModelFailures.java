package io.fermata.executor.model;

import dev.langchain4j.exception.HttpException;
import java.util.Set;

/** Maps what the libraries throw to our vocabulary. Messages never carry a host, a key or a stack trace. */
final class ModelFailures {

    private static final Set<Integer> BUSY = Set.of(429, 529);

    private ModelFailures() {}

    static ModelFailure of(Throwable error, ModelCall call) {
        if (call.isCancelled()) {
            return new ModelFailure(ModelFailure.Kind.CANCELLED, "the call was cancelled", null, error);
        }
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelFailure known) {
                return known;
            }
            if (cause instanceof HttpException http) {
                return ofStatus(http, call);
            }
            if (cause instanceof PooledHttpClient.TransportException transport) {
                return ofTransport(transport);
            }
        }
        return new ModelFailure(ModelFailure.Kind.INTERRUPTED, "the model's answer could not be read", null, error);
    }

    private static ModelFailure ofStatus(HttpException http, ModelCall call) {
        int status = http.statusCode();
        String message = "the model provider answered " + status;
        if (BUSY.contains(status)) {
            return new ModelFailure(ModelFailure.Kind.RATE_LIMITED, message, call.retryAfter(), http);
        }
        if (status == 408) {
            return new ModelFailure(ModelFailure.Kind.TIMEOUT, message, call.retryAfter(), http);
        }
        if (status >= 500) {
            return new ModelFailure(ModelFailure.Kind.UNAVAILABLE, message, call.retryAfter(), http);
        }
        return new ModelFailure(ModelFailure.Kind.REJECTED, message, null, http);
    }

    /** A connection that broke under a question may have broken after the answer was made, and paid for. */
    private static ModelFailure ofTransport(PooledHttpClient.TransportException transport) {
        if (transport.isTimeout()) {
            return new ModelFailure(
                    ModelFailure.Kind.TIMEOUT, "the model provider did not answer in time", null, transport);
        }
        return transport.isNeverConnected()
                ? new ModelFailure(
                        ModelFailure.Kind.UNAVAILABLE, "the model provider could not be reached", null, transport)
                : new ModelFailure(
                        ModelFailure.Kind.INTERRUPTED, "the connection to the model provider broke", null, transport);
    }
}
