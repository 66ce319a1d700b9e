package io.fermata.gateway.routing;

import io.fermata.gateway.problem.Failures;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilter;

/**
 * One circuit per service: while a service cannot be reached, its requests are answered at once and it is left to recover.
 * Only being away counts. A service that answers, with whatever status, is there; how long a stream lasts says nothing.
 */
public final class ServiceCircuits {
    private static final Duration NEVER_SLOW = Duration.ofDays(1);

    private final CircuitBreakerRegistry circuits;

    public ServiceCircuits(CircuitSettings settings) {
        this.circuits = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.minimumCalls())
                .failureRateThreshold(settings.failurePercent())
                .waitDurationInOpenState(settings.pause())
                .permittedNumberOfCallsInHalfOpenState(settings.minimumCalls())
                .slowCallDurationThreshold(NEVER_SLOW)
                .recordException(Failures::meansAway)
                .build());
    }

    public CircuitBreaker of(Service service) {
        return circuits.circuitBreaker(service.title());
    }

    public CircuitBreakerRegistry registry() {
        return circuits;
    }

    GatewayFilter guard(Service service) {
        CircuitBreaker circuit = of(service);
        return (exchange, chain) -> chain.filter(exchange).transformDeferred(CircuitBreakerOperator.of(circuit));
    }
}
