package io.fermata.starter.web;

import io.fermata.starter.logging.LogKeys;
import java.util.Optional;
import org.slf4j.MDC;

/** The id under which everything that belongs to one request can be found. */
public final class RequestId {
    public static final String HEADER = "X-Request-Id";

    private RequestId() {}

    /** The id of the request this thread answers. */
    public static Optional<String> find() {
        return Optional.ofNullable(MDC.get(LogKeys.REQUEST_ID));
    }
}
