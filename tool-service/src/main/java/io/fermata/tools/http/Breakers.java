package io.fermata.tools.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.net.URI;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** One circuit breaker per tenant and host: a host that is down costs its callers nothing, and nobody else anything. */
@Component
class Breakers {
    private static final int MOST = 10_000;
    private static final Duration NEVER_SLOW = Duration.ofDays(1);
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(40)
            .minimumNumberOfCalls(20)
            .failureRateThreshold(60)
            // A tool may take as long as its own timeout lets it.
            .slowCallDurationThreshold(NEVER_SLOW)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(3)
            .build();

    private final Cache<Place, CircuitBreaker> breakers =
            Caffeine.newBuilder().maximumSize(MOST).build();

    CircuitBreaker at(URI uri) {
        Place place = new Place(Tenants.current(), uri.getScheme() + "://" + uri.getRawAuthority());
        return breakers.get(place, key -> CircuitBreaker.of(key.origin(), CONFIG));
    }

    private record Place(TenantId tenant, String origin) {}
}
