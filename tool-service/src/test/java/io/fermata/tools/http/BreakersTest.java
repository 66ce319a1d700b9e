package io.fermata.tools.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BreakersTest {
    private static final URI TOOL = URI.create("https://slow.example/report");

    private final CircuitBreaker breaker = Tenants.call(new TenantId("acme"), () -> new Breakers().at(TOOL));

    @Test
    void aToolThatTakesItsTimeIsNotDown() {
        for (int i = 0; i < 40; i++) {
            breaker.onSuccess(299, TimeUnit.SECONDS);
        }

        assertThat(breaker.getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aToolThatFailsIs() {
        for (int i = 0; i < 40; i++) {
            breaker.onError(1, TimeUnit.SECONDS, new IllegalStateException("5xx"));
        }

        assertThat(breaker.getState()).isEqualTo(State.OPEN);
    }
}
