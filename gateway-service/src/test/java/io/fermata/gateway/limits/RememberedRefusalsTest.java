package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.contracts.Problems;
import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.problem.Refusal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;

class RememberedRefusalsTest {
    private static final String STARTS = "/api/v1/agents/agt_1/runs";

    private final HandClock clock = new HandClock("2026-11-21T12:00:00Z");
    private final RememberedRefusals filter = new RememberedRefusals(clock);

    @Test
    void tellsAgainWhatAServiceHasTold() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));

        Refusal refusal = catchThrowableOfType(
                Refusal.class, () -> ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null)));

        assertThat(refusal.problem()).isEqualTo(Problems.RATE_LIMITED);
        assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void asksTheServiceAgainAfterASecond() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "60"));
        clock.forward(Duration.ofSeconds(1));

        assertThat(ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null)))
                .isEqualTo(HttpStatus.ACCEPTED);
    }

    @Test
    void holdsNobodyElseUpAndNothingElse() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));

        ask("globex", "key:1", HttpMethod.POST, STARTS, service(202, null));
        ask("acme", "key:2", HttpMethod.POST, STARTS, service(202, null));
        ask("acme", "key:1", HttpMethod.GET, STARTS, service(200, null));
        assertThat(ask("acme", "key:1", HttpMethod.POST, "/api/v1/runs/run_1/cancel", service(200, null)))
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void remembersNoRefusalOfAnotherKind() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(503, "2"));
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, null));

        assertThat(ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null)))
                .isEqualTo(HttpStatus.ACCEPTED);
    }

    private static WebFilterChain service(int status, @Nullable String retryAfter) {
        return exchange -> {
            exchange.getResponse().setRawStatusCode(status);
            if (retryAfter != null) {
                exchange.getResponse().getHeaders().set(HttpHeaders.RETRY_AFTER, retryAfter);
            }
            return exchange.getResponse().setComplete();
        };
    }

    private @Nullable Object ask(
            String tenant, String subject, HttpMethod method, String path, WebFilterChain service) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.method(method, path).build());
        exchange.getAttributes()
                .put(Access.class.getName(), new Access(subject, tenant, "tok_1", "token", Instant.MAX));
        filter.filter(exchange, service).block();
        return exchange.getResponse().getStatusCode();
    }
}
