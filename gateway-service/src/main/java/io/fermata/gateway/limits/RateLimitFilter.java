package io.fermata.gateway.limits;

import io.fermata.gateway.limits.RateLimits.Verdict;
import io.fermata.gateway.problem.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * One tenant cannot take the platform from the others, one key not from its tenant, and nobody can try passwords quickly.
 * Runs after authentication.
 */
@Order(RateLimitFilter.ORDER)
public final class RateLimitFilter implements WebFilter {
    static final int ORDER = 0;
    private static final String STATE = "RateLimit";
    private static final String POLICY = "RateLimit-Policy";

    private final RateLimits limits;
    private final LimitRules rules;

    public RateLimitFilter(RateLimits limits, LimitRules rules) {
        this.limits = limits;
        this.rules = rules;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<Charge> charges = rules.charges(exchange);
        if (charges.isEmpty()) {
            return chain.filter(exchange);
        }
        return limits.take(charges).flatMap(verdicts -> {
            announce(exchange.getResponse().getHeaders(), charges, verdicts);
            requireAllowed(charges.get(verdicts.size() - 1).limit(), verdicts.getLast());
            return chain.filter(exchange);
        });
    }

    private static void announce(HttpHeaders answer, List<Charge> charges, List<Verdict> verdicts) {
        answer.set(
                POLICY, widestFirst(charges.size(), i -> charges.get(i).limit().policy()));
        answer.set(
                STATE, widestFirst(verdicts.size(), i -> charges.get(i).limit().state(verdicts.get(i))));
    }

    private static String widestFirst(int count, IntFunction<String> item) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> item.apply(count - i))
                .collect(Collectors.joining(", "));
    }

    private static void requireAllowed(Limit limit, Verdict verdict) {
        if (!verdict.allowed()) {
            throw Refusal.rateLimited(
                    "The request limit \"" + limit.name() + "\" is used up for now.",
                    Duration.ofSeconds(RateLimits.seconds(verdict.retryAfter())));
        }
    }
}
