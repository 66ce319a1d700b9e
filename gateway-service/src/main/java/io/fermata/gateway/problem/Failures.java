package io.fermata.gateway.problem;

import io.fermata.contracts.Problems;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ResponseStatusException;

/** What a failure means to the caller. Details never name a class, a host or an address. */
public final class Failures {
    private static final String AWAY = "The service that answers this path cannot be reached now.";

    private Failures() {}

    public static Refusal refusalFor(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal;
            case ResponseStatusException status -> refusalFor(status.getStatusCode());
            case CallNotPermittedException _ -> Refusal.unavailable(AWAY);
            case IOException _ -> Refusal.unavailable(AWAY);
            case PrematureChannelClosureException _ -> Refusal.unavailable(AWAY);
            case TimeoutException _ -> Refusal.unavailable("The service did not answer in time.");
            default -> Refusal.of(Problems.INTERNAL, Problems.INTERNAL.title());
        };
    }

    /** Whether the failure says that the service is away, and not that it or the caller did something wrong. */
    public static boolean meansAway(Throwable failure) {
        return refusalFor(failure).problem() == Problems.UNAVAILABLE;
    }

    private static Refusal refusalFor(HttpStatusCode status) {
        return switch (HttpStatus.resolve(status.value())) {
            case NOT_FOUND -> Refusal.of(Problems.NOT_FOUND, Problems.NOT_FOUND.title());
            case METHOD_NOT_ALLOWED -> Refusal.of(Problems.METHOD_NOT_ALLOWED, Problems.METHOD_NOT_ALLOWED.title());
            case NOT_ACCEPTABLE -> Refusal.of(Problems.NOT_ACCEPTABLE, Problems.NOT_ACCEPTABLE.title());
            case CONTENT_TOO_LARGE -> Refusal.of(Problems.PAYLOAD_TOO_LARGE, Problems.PAYLOAD_TOO_LARGE.title());
            case GATEWAY_TIMEOUT -> Refusal.unavailable("The service did not answer in time.");
            case SERVICE_UNAVAILABLE, BAD_GATEWAY -> Refusal.unavailable(AWAY);
            case null, default ->
                status.is4xxClientError()
                        ? Refusal.of(Problems.BAD_REQUEST, Problems.BAD_REQUEST.title())
                        : Refusal.of(Problems.INTERNAL, Problems.INTERNAL.title());
        };
    }
}
