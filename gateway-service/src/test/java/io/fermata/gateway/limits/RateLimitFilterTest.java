package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.contracts.Problems;
import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.problem.Refusal;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RateLimitFilterTest {
    private final AtomicLong nanos = new AtomicLong(1);
    private final RateLimitFilter filter = new RateLimitFilter(
            new LocalRateLimits(new HandClock(nanos)), new Allowance("tenant", 1, 3), new Allowance("caller", 1, 2));

    @Test
    void letsABurstThroughAndThenSaysWhenToComeBack() {
        ask("acme", "key:1");
        MockServerWebExchange last = ask("acme", "key:1");

        Refusal refusal = refused("acme", "key:1");

        assertThat(last.getResponse().getHeaders().getFirst("RateLimit"))
                .isEqualTo("\"tenant\";r=1;t=2, \"caller\";r=0;t=2");
        assertThat(last.getResponse().getHeaders().getFirst("RateLimit-Policy"))
                .isEqualTo("\"tenant\";q=3;w=3, \"caller\";q=2;w=2");
        assertThat(refusal.problem()).isEqualTo(Problems.RATE_LIMITED);
        assertThat(refusal.retryAfter()).hasValue(Duration.ofSeconds(1));
    }

    @Test
    void countsATenantsCallersTogetherAndOtherTenantsApart() {
        ask("acme", "key:1");
        ask("acme", "key:1");
        ask("acme", "key:2");

        assertThat(refused("acme", "key:3").getMessage()).contains("tenant");
        ask("globex", "key:1");
    }

    @Test
    void refillsWithTime() {
        ask("acme", "key:1");
        ask("acme", "key:1");
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());

        ask("acme", "key:1");
    }

    private Refusal refused(String tenant, String subject) {
        return catchThrowableOfType(Refusal.class, () -> ask(tenant, subject));
    }

    private MockServerWebExchange ask(String tenant, String subject) {
        MockServerWebExchange exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/"));
        Access access = new Access(subject, tenant, "tok_1", "token", Instant.MAX);
        exchange.getAttributes().put(Access.class.getName(), access);
        filter.filter(exchange, _ -> Mono.empty()).block();
        return exchange;
    }

    private record HandClock(AtomicLong nanos) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos.get();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
