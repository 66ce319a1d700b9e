package io.fermata.executor.model;

import io.fermata.executor.platform.RunExecutorProperties;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One line for each key at each address, however many names it is configured under. The tightest of their limits counts. */
final class CallLines {

    private static final int PROBES = 3;
    private static final Duration FIRST_PROBES_AFTER = Duration.ofSeconds(1);
    private static final Duration PROBES_AT_LEAST_EVERY = Duration.ofSeconds(30);

    private final Collection<RunExecutorProperties.Provider> providers;
    private final Map<Account, CallLine> lines = new HashMap<>();

    CallLines(Collection<RunExecutorProperties.Provider> providers) {
        this.providers = providers;
    }

    CallLine of(RunExecutorProperties.Provider provider) {
        return lines.computeIfAbsent(Account.of(provider), this::line);
    }

    private CallLine line(Account account) {
        List<RunExecutorProperties.Provider> sharing = providers.stream()
                .filter(provider -> Account.of(provider).equals(account))
                .toList();
        String name = "model-line-" + lines.size();
        int atOnce = sharing.stream()
                .mapToInt(RunExecutorProperties.Provider::maxConcurrentCalls)
                .min()
                .orElseThrow();
        return new CallLine(CircuitBreaker.of(name, breaker()), Bulkhead.of(name, bulkhead(atOnce)), pace(sharing));
    }

    private static @Nullable Pace pace(List<RunExecutorProperties.Provider> sharing) {
        return sharing.stream()
                .map(RunExecutorProperties.Provider::maxCallsPerSecond)
                .filter(Objects::nonNull)
                .min(Double::compare)
                .map(most -> new Pace(most, System::nanoTime))
                .orElse(null);
    }

    /** A call that we cancelled says nothing; one that was rightly refused says that the provider is there. */
    private static CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowSize(50)
                .minimumNumberOfCalls(20)
                .failureRateThreshold(60)
                .waitIntervalFunctionInOpenState(
                        IntervalFunction.ofExponentialRandomBackoff(FIRST_PROBES_AFTER, 2, 0.5, PROBES_AT_LEAST_EVERY))
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .ignoreException(
                        error -> error instanceof ModelFailure failure && failure.kind() == ModelFailure.Kind.CANCELLED)
                .recordException(error -> error instanceof ModelFailure failure
                        && switch (failure.kind()) {
                            case UNAVAILABLE, TIMEOUT, INTERRUPTED -> true;
                            case RATE_LIMITED, REJECTED, NOT_CONFIGURED, CANCELLED -> false;
                        })
                .build();
    }

    private static BulkheadConfig bulkhead(int atOnce) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(atOnce)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }

    private record Account(
            @Nullable String baseUrl, @Nullable String apiKey) {

        static Account of(RunExecutorProperties.Provider provider) {
            return new Account(provider.baseUrl(), provider.apiKey());
        }

        @Override
        public String toString() {
            return "Account[apiKey=***]";
        }
    }
}
