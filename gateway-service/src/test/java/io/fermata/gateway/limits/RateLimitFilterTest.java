package io.fermata.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.contracts.Problems;
import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.problem.Refusal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

class RateLimitFilterTest {
    private static final RouteAllowance STARTS = new RouteAllowance(
            PathPatternParser.defaultInstance.parse("/api/v1/agents/*/runs"),
            Set.of(HttpMethod.POST),
            new Allowance("route", 1, 1));

    private final HandClock clock = new HandClock("2026-11-21T23:59:00Z");
    private RateLimitFilter filter = filter(List.of(STARTS), new Quotas(null, null, Map.of()));

    @Test
    void letsABurstThroughAndThenSaysWhenToComeBack() {
        ask("acme", "key:1");
        MockServerWebExchange last = ask("acme", "key:1");

        Refusal refusal = refused("acme", "key:1");

        assertThat(header(last, "RateLimit")).isEqualTo("\"tenant\";r=1;t=2, \"caller\";r=0;t=2");
        assertThat(header(last, "RateLimit-Policy")).isEqualTo("\"tenant\";q=3;w=3, \"caller\";q=2;w=2");
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
        clock.forward(Duration.ofSeconds(1));

        ask("acme", "key:1");
    }

    @Test
    void countsTheRoutesOfAPatternTogetherAndForEachCallerApart() {
        start("acme", "key:1", "agt_1");

        assertThat(catchThrowableOfType(Refusal.class, () -> start("acme", "key:1", "agt_2"))
                        .getMessage())
                .contains("route");
        start("acme", "key:2", "agt_1");
        ask("acme", "key:1");
    }

    @Test
    void holdsAKeyToItsQuotaUntilMidnight() {
        filter = filter(List.of(), new Quotas(null, 1L, Map.of()));
        MockServerWebExchange first = ask("acme", "key:1");

        assertThat(refused("acme", "key:1").retryAfter()).hasValue(Duration.ofMinutes(1));
        assertThat(header(first, "RateLimit")).startsWith("\"key-daily\";r=0;t=60, ");
        assertThat(header(first, "RateLimit-Policy")).startsWith("\"key-daily\";q=1;w=86400, ");
        ask("acme", "user:1");

        clock.forward(Duration.ofMinutes(1));
        ask("acme", "key:1");
        assertThat(refused("acme", "key:1").retryAfter()).hasValue(Duration.ofDays(1));
    }

    @Test
    void holdsATenantToTheQuotaOfAllOrToItsOwn() {
        filter = filter(List.of(), new Quotas(1L, null, Map.of("globex", 2L)));
        ask("acme", "key:1");
        ask("globex", "key:1");

        assertThat(refused("acme", "key:2").getMessage()).contains("tenant-daily");
        ask("globex", "key:2");
        assertThat(refused("globex", "key:3").getMessage()).contains("tenant-daily");
    }

    @Test
    void countsWhatIsSentWithoutACredentialByAddress() {
        signIn("192.0.2.1");

        assertThat(catchThrowableOfType(Refusal.class, () -> signIn("192.0.2.1"))
                        .getMessage())
                .contains("address");
        signIn("192.0.2.2");
    }

    @Test
    void takesTheAddressesOfOneIpv6NetworkForOne() {
        signIn("2001:db8::1");

        assertThat(catchThrowableOfType(Refusal.class, () -> signIn("2001:db8::2:1")))
                .isNotNull();
        signIn("2001:db8:0:1::1");
    }

    private RateLimitFilter filter(List<RouteAllowance> routes, Quotas quotas) {
        LimitRules rules = new LimitRules(
                new Allowance("tenant", 1, 3),
                new Allowance("caller", 1, 2),
                new Allowance("address", 1, 1),
                routes,
                quotas);
        return new RateLimitFilter(new LocalRateLimits(clock), rules);
    }

    private Refusal refused(String tenant, String subject) {
        return catchThrowableOfType(Refusal.class, () -> ask(tenant, subject));
    }

    private MockServerWebExchange ask(String tenant, String subject) {
        return send(
                MockServerHttpRequest.get("/api/v1/runs").build(),
                new Access(subject, tenant, "tok_1", "token", Instant.MAX));
    }

    private void start(String tenant, String subject, String agent) {
        send(
                MockServerHttpRequest.post("/api/v1/agents/" + agent + "/runs").build(),
                new Access(subject, tenant, "tok_1", "token", Instant.MAX));
    }

    private MockServerWebExchange send(MockServerHttpRequest request, Access access) {
        MockServerWebExchange exchange = MockServerWebExchange.from(request);
        exchange.getAttributes().put(Access.class.getName(), access);
        filter.filter(exchange, _ -> Mono.empty()).block();
        return exchange;
    }

    private void signIn(String address) {
        MockServerHttpRequest request = MockServerHttpRequest.post("/login")
                .remoteAddress(new InetSocketAddress(InetAddress.ofLiteral(address), 1234))
                .build();
        filter.filter(MockServerWebExchange.from(request), _ -> Mono.empty()).block();
    }

    private static String header(MockServerWebExchange exchange, String name) {
        return exchange.getResponse().getHeaders().getOrEmpty(name).getFirst();
    }
}
