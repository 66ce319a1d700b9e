package io.fermata.gateway.problem;

import io.fermata.contracts.Problems;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The edge's own no to a request. Carries no stack: it is an answer, not a fault. */
public final class Refusal extends RuntimeException {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Problems problem;
    private final transient @Nullable Duration retryAfter;

    private Refusal(Problems problem, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Problems problem, String detail) {
        return new Refusal(problem, detail, null);
    }

    public static Refusal unauthenticated(String detail) {
        return of(Problems.UNAUTHENTICATED, detail);
    }

    public static Refusal unavailable(String detail) {
        return new Refusal(Problems.UNAVAILABLE, detail, SOON);
    }

    public static Refusal rateLimited(String detail, Duration retryAfter) {
        return new Refusal(Problems.RATE_LIMITED, detail, retryAfter);
    }

    public Problems problem() {
        return problem;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
