package io.fermata.gateway.browser;

import io.fermata.contracts.Problems;
import io.fermata.gateway.problem.Refusal;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers preflights here, before anybody is asked for a credential: a browser sends none with them. A plain request of
 * another origin goes on as any does, but without the headers that would let its page read the answer: the forms of the
 * sign-in pages name an origin too, which behind a proxy that ends TLS does not look like our own.
 */
@Order(CrossOriginFilter.ORDER)
public final class CrossOriginFilter implements WebFilter {
    static final int ORDER = SecurityHeadersFilter.ORDER + 1;

    private final CorsConfiguration rules;
    private final CorsProcessor processor = new DefaultCorsProcessor();

    public CrossOriginFilter(List<String> origins) {
        this.rules = AllowedOrigins.rules(origins);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        boolean preflight = CorsUtils.isPreFlightRequest(request);
        if (preflight) {
            requireAllowed(request);
        }
        if (preflight || allowed(request)) {
            processor.process(rules, exchange);
        } else {
            exchange.getResponse().getHeaders().add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        }
        return preflight ? exchange.getResponse().setComplete() : chain.filter(exchange);
    }

    private void requireAllowed(ServerHttpRequest request) {
        HttpHeaders asked = request.getHeaders();
        if (!allowed(request)) {
            throw Refusal.of(Problems.FORBIDDEN, "Pages of this origin may not call this API.");
        }
        if (rules.checkHttpMethod(asked.getAccessControlRequestMethod()) == null
                || rules.checkHeaders(asked.getAccessControlRequestHeaders()) == null) {
            throw Refusal.of(Problems.FORBIDDEN, "Pages may not call this API with this method or these headers.");
        }
    }

    private boolean allowed(ServerHttpRequest request) {
        return rules.checkOrigin(request.getHeaders().getOrigin()) != null;
    }
}
