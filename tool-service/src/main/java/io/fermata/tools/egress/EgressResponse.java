package io.fermata.tools.egress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A complete answer that stayed within the size and time it was given. */
public record EgressResponse(
        int status,
        @Nullable String contentType,
        String text,
        @Nullable Duration retryAfter,
        @Nullable String location) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    boolean redirect() {
        return location != null
                && switch (status) {
                    case 301, 302, 303, 307, 308 -> true;
                    default -> false;
                };
    }
}
