package io.fermata.starter.events;

import io.fermata.starter.kafka.Unprocessable;
import org.jspecify.annotations.Nullable;

/** A record that is not the event its topic promises. Reading it again cannot help: it goes to the dead letters. */
public final class UnreadableEventException extends RuntimeException implements Unprocessable {
    private final Reason reason;

    /** What is wrong with the record, as it stands in the header {@code dlt-reason}. */
    public enum Reason {
        BAD_ENVELOPE("bad-envelope"),
        WRONG_TOPIC("wrong-topic"),
        UNKNOWN_TYPE("unknown-type"),
        WRONG_TENANT("wrong-tenant"),
        BAD_DATA("bad-data");

        private final String slug;

        Reason(String slug) {
            this.slug = slug;
        }
    }

    public UnreadableEventException(Reason reason, @Nullable String message) {
        this(reason, message, null);
    }

    public UnreadableEventException(Reason reason, @Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    @Override
    public String reason() {
        return reason.slug;
    }
}
