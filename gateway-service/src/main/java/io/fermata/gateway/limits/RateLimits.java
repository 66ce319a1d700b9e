package io.fermata.gateway.limits;

import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Mono;

/** Counts requests against limits. In this process by default; a shared store counts for all replicas. */
public interface RateLimits {
    /**
     * Takes one request from each, in this order, until one has nothing left.
     *
     * @return a verdict for each charge up to and with the first that was refused
     */
    Mono<List<Verdict>> take(List<Charge> charges);

    /**
     * The answer to one charge.
     *
     * @param remaining requests left now
     * @param retryAfter until the next request would be let through; zero when this one was
     * @param untilWhole until nothing is missing any more
     */
    record Verdict(boolean allowed, long remaining, Duration retryAfter, Duration untilWhole) {}

    /** Whole seconds, rounded up: who comes back then is not too early. */
    static long seconds(Duration duration) {
        return duration.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
