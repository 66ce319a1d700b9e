package io.fermata.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.problem.ProblemWriter;
import io.fermata.gateway.problem.Refusal;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Whom a service has told to come back later is told so here, for a second; after it requests of that caller are let
 * through a few at a time, more as they are accepted. A flood that no service will take must not cost every service its
 * time. Who keeps to {@code Retry-After} never notices.
 */
@Order(RememberedRefusals.ORDER)
public final class RememberedRefusals implements WebFilter {
    static final int ORDER = RateLimitFilter.ORDER + 1;

    private static final int REMEMBERED = 100_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TimeMeter time;
    private final ProblemWriter problems;
    private final Cache<Asked, Reentry> told = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(PAUSE.multipliedBy(2))
            .build();

    private record Asked(String tenant, String subject, String path) {}

    public RememberedRefusals(TimeMeter time, ProblemWriter problems) {
        this.time = time;
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Asked asked = asked(exchange);
        if (asked == null) {
            return chain.filter(exchange);
        }
        Reentry reentry = told.getIfPresent(asked);
        if (reentry == null) {
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> remember(asked, exchange.getResponse())));
            return chain.filter(exchange);
        }
        if (!reentry.enter(time.currentTimeNanos())) {
            // Written here: as an exception it would cost the edge half as much again, on its way through the filters.
            return problems.write(
                    exchange, Refusal.rateLimited("The service has just asked this caller to come back later.", PAUSE));
        }
        exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> note(reentry, exchange.getResponse())));
        return chain.filter(exchange).doFinally(_ -> reentry.leave());
    }

    private static @Nullable Asked asked(ServerWebExchange exchange) {
        Access access = Access.of(exchange).orElse(null);
        boolean post = exchange.getRequest().getMethod().equals(HttpMethod.POST);
        String path = exchange.getRequest().getPath().value();
        return post && access != null ? new Asked(access.tenant(), access.subject(), path) : null;
    }

    private void remember(Asked asked, ServerHttpResponse answer) {
        if (tellsToComeBack(answer)) {
            told.get(asked, _ -> new Reentry(PAUSE.toNanos())).refused(time.currentTimeNanos());
        }
    }

    private void note(Reentry reentry, ServerHttpResponse answer) {
        if (tellsToComeBack(answer)) {
            reentry.refused(time.currentTimeNanos());
        } else {
            reentry.accepted();
        }
    }

    private static boolean tellsToComeBack(ServerHttpResponse answer) {
        String retryAfter = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return HttpStatus.TOO_MANY_REQUESTS.equals(answer.getStatusCode())
                && retryAfter != null
                && retryAfter.matches("[1-9]\\d{0,8}");
    }
}
