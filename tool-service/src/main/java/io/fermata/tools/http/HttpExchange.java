package io.fermata.tools.http;

import io.fermata.tools.egress.Destinations;
import io.fermata.tools.egress.EgressClient;
import io.fermata.tools.egress.EgressException;
import io.fermata.tools.egress.EgressRequest;
import io.fermata.tools.egress.EgressResponse;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolCall;
import io.fermata.tools.invocation.ToolError;
import io.fermata.tools.invocation.ToolError.Code;
import io.fermata.tools.secrets.Redaction;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One request to a tool behind its circuit breaker, and what its answer means. */
@Component
public class HttpExchange {
    private static final int SERVER_ERROR = 500;

    private final EgressClient egress;
    private final Breakers breakers;
    private final Answers answers;

    HttpExchange(EgressClient egress, Breakers breakers, Answers answers) {
        this.egress = egress;
        this.breakers = breakers;
        this.answers = answers;
    }

    /** Without credentials, to wherever the arguments say. */
    public CallResult get(String url, ToolCall call) {
        try {
            EgressRequest request =
                    new EgressRequest("GET", Destinations.parse(url), HttpRequests.standardHeaders(call), null);
            return send(request, call, Redaction.of(List.of()));
        } catch (EgressException e) {
            return failed(e);
        }
    }

    /** @param redaction what must not come back */
    CallResult send(EgressRequest request, ToolCall call, Redaction redaction) {
        CircuitBreaker breaker = breakers.at(request.uri());
        if (!breaker.tryAcquirePermission()) {
            return Failed.certainly(
                    Code.CIRCUIT_OPEN, "The tool's host failed too often; it is left alone for a moment.");
        }
        long started = System.nanoTime();
        try {
            EgressResponse response = egress.send(request, call.deadline(), call.cancellation());
            record(breaker, started, response.status() >= SERVER_ERROR, null);
            return answers.of(response, call.tool().redact(), redaction);
        } catch (EgressException e) {
            record(breaker, started, e.reason().retryable(), e);
            return failed(e);
        }
    }

    private static void record(CircuitBreaker breaker, long started, boolean hostFailed, @Nullable Throwable cause) {
        long nanos = System.nanoTime() - started;
        if (hostFailed) {
            breaker.onError(nanos, TimeUnit.NANOSECONDS, cause == null ? new IllegalStateException("5xx") : cause);
        } else if (cause == null) {
            breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
        } else {
            // Refused by us or cancelled: says nothing about the host.
            breaker.releasePermission();
        }
    }

    static Failed failed(EgressException failure) {
        Code code = switch (failure.reason()) {
            case DENIED -> Code.EGRESS_DENIED;
            case UNREACHABLE -> Code.UNREACHABLE;
            case TIMEOUT -> Code.TIMEOUT;
            case BROKEN -> Code.CONNECTION_BROKEN;
            case TOO_LARGE -> Code.RESPONSE_TOO_LARGE;
            case REDIRECT_REFUSED -> Code.REDIRECT_REFUSED;
            case CANCELLED -> Code.CANCELLED;
        };
        return new Failed(ToolError.of(code, message(failure)), failure.reason().effectPossible(), null);
    }

    /** A model that takes a call for one that was not made makes it again. */
    private static String message(EgressException failure) {
        String seen = switch (failure.reason()) {
            case DENIED, UNREACHABLE, REDIRECT_REFUSED -> "The tool was not called to an end: ";
            case TIMEOUT, BROKEN, CANCELLED -> "The tool may have acted, but gave no whole answer: ";
            case TOO_LARGE -> "The tool has acted, but its answer cannot be shown: ";
        };
        return seen + failure.getMessage() + ".";
    }
}
