package io.fermata.gateway.limits;

import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.limits.RateLimits.Verdict;
import io.fermata.gateway.problem.Refusal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** One tenant cannot take the platform from the others, and one key not from its tenant. Runs after authentication. */
@Order(RateLimitFilter.ORDER)
public final class RateLimitFilter implements WebFilter {
    static final int ORDER = 0;
    private static final String STATE = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";

    private final RateLimits limits;
    private final Allowance perTenant;
    private final Allowance perCaller;
    private final String policy;

    public RateLimitFilter(RateLimits limits, Allowance perTenant, Allowance perCaller) {
        this.limits = limits;
        this.perTenant = perTenant;
        this.perCaller = perCaller;
        this.policy = perTenant.policy() + ", " + perCaller.policy();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Access.of(exchange).ifPresent(access -> charge(exchange.getResponse().getHeaders(), access));
        return chain.filter(exchange);
    }

    /** The caller pays first: a caller over its own limit takes nothing from its tenant. */
    private void charge(HttpHeaders answer, Access access) {
        answer.set(POLICY, policy);
        Verdict caller = limits.take(perCaller, access.tenant() + " " + access.subject());
        answer.set(STATE, perCaller.state(caller.remaining()));
        requireAllowed(caller, perCaller);
        Verdict tenant = limits.take(perTenant, access.tenant());
        answer.set(STATE, perTenant.state(tenant.remaining()) + ", " + perCaller.state(caller.remaining()));
        requireAllowed(tenant, perTenant);
    }

    private static void requireAllowed(Verdict verdict, Allowance allowance) {
        if (!verdict.allowed()) {
            Duration wait =
                    Duration.ofNanos(verdict.nanosToWait()).plusMillis(999).truncatedTo(ChronoUnit.SECONDS);
            throw Refusal.rateLimited("The request limit of this " + allowance.name() + " is used up for now.", wait);
        }
    }
}
