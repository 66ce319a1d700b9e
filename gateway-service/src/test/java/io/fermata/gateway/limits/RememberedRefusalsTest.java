package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.problem.ProblemWriter;
import io.fermata.gateway.tracing.RequestIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import tools.jackson.databind.json.JsonMapper;

class RememberedRefusalsTest {
    private static final String STARTS = "/api/v1/agents/agt_1/runs";

    private final HandClock clock = new HandClock("2026-11-21T12:00:00Z");
    private final RememberedRefusals filter =
            new RememberedRefusals(clock, new ProblemWriter(JsonMapper.builder().build()));

    @Test
    void tellsAgainWhatAServiceHasTold() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));

        MockServerHttpResponse again = ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null));

        assertThat(again.getStatusCode()).isEqualTo(HttpStatus.TOO_MANY_REQUESTS);
        assertThat(again.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
        assertThat(again.getBodyAsString().block()).contains("urn:problem:rate-limited", "req_1");
    }

    @Test
    void asksTheServiceAgainAfterASecond() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "60"));
        clock.forward(Duration.ofSeconds(1));

        assertThat(ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null))
                        .getStatusCode())
                .isEqualTo(HttpStatus.ACCEPTED);
    }

    @Test
    void letsAFewThroughAtATimeAfterThatAndMoreAsTheyAreAccepted() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));
        clock.forward(Duration.ofSeconds(1));

        assertThat(underWayAtOnce()).isEqualTo(1);
        assertThat(underWayAtOnce()).isEqualTo(2);
        assertThat(underWayAtOnce()).isEqualTo(2);
        assertThat(underWayAtOnce()).isEqualTo(3);
    }

    /** How many get through before the first of them is answered. */
    private int underWayAtOnce() {
        AtomicInteger underWay = new AtomicInteger();
        ask("acme", "key:1", HttpMethod.POST, STARTS, exchange -> {
            assertThat(underWay.incrementAndGet()).isLessThan(10);
            underWay.addAndGet(underWayAtOnce());
            return service(202, null).filter(exchange);
        });
        return underWay.get();
    }

    @Test
    void startsAgainWithOneWhenTheServiceRefusesAgain() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));
        clock.forward(Duration.ofSeconds(1));
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null));
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));
        clock.forward(Duration.ofSeconds(1));

        assertThat(underWayAtOnce()).isEqualTo(1);
    }

    @Test
    void holdsNobodyElseUpAndNothingElse() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, "2"));

        ask("globex", "key:1", HttpMethod.POST, STARTS, service(202, null));
        ask("acme", "key:2", HttpMethod.POST, STARTS, service(202, null));
        ask("acme", "key:1", HttpMethod.GET, STARTS, service(200, null));
        assertThat(ask("acme", "key:1", HttpMethod.POST, "/api/v1/runs/run_1/cancel", service(200, null))
                        .getStatusCode())
                .isEqualTo(HttpStatus.OK);
    }

    @Test
    void remembersNoRefusalOfAnotherKind() {
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(503, "2"));
        ask("acme", "key:1", HttpMethod.POST, STARTS, service(429, null));

        assertThat(ask("acme", "key:1", HttpMethod.POST, STARTS, service(202, null))
                        .getStatusCode())
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

    private MockServerHttpResponse ask(
            String tenant, String subject, HttpMethod method, String path, WebFilterChain service) {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.method(method, path).build());
        exchange.getAttributes()
                .put(Access.class.getName(), new Access(subject, tenant, "tok_1", "token", Instant.MAX));
        exchange.getAttributes().put(RequestIdentity.class.getName(), new RequestIdentity("req_1", "traceparent"));
        filter.filter(exchange, service).block();
        return exchange.getResponse();
    }
}
