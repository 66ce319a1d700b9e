package io.fermata.starter.kafka;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks beneath the exceptions that listener containers wrap others in. */
final class Causes {
    private Causes() {}

    static <T> Optional<T> find(@Nullable Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    static Throwable root(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
