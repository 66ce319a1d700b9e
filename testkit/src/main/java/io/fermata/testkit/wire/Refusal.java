package io.fermata.testkit.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request the provider does not answer, with the body it says so in. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode body;
    private final transient @Nullable Duration retryAfter;

    public Refusal(int status, JsonNode body, @Nullable Duration retryAfter) {
        super(body.toString(), null, false, false); // an expected answer, not a fault: no stack trace
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    public int status() {
        return status;
    }

    public JsonNode body() {
        return body;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
