package io.fermata.tools.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An outbound call that gave no usable answer. The message names no address and may be shown to the tenant. */
public final class EgressException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, and whether the other side may have acted on the request. */
    public enum Reason {
        DENIED(false, false),
        UNREACHABLE(false, true),
        TIMEOUT(true, true),
        BROKEN(true, true),
        TOO_LARGE(false, false),
        REDIRECT_REFUSED(false, false),
        CANCELLED(true, false);

        private final boolean effectPossible;
        private final boolean retryable;

        Reason(boolean effectPossible, boolean retryable) {
            this.effectPossible = effectPossible;
            this.retryable = retryable;
        }

        public boolean effectPossible() {
            return effectPossible;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Reason reason;

    EgressException(Reason reason, String message) {
        this(reason, message, null);
    }

    EgressException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    static EgressException timeout(Duration limit) {
        return new EgressException(Reason.TIMEOUT, "no complete answer within " + limit.toMillis() + " ms");
    }

    public Reason reason() {
        return reason;
    }
}
