package io.fermata.gateway.browser;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Says on every answer, refusals included, what a browser may do with it. Written just before the answer begins, so that
 * what a sign-in page has said about itself stands and nothing is said twice.
 */
@Order(SecurityHeadersFilter.ORDER)
public final class SecurityHeadersFilter implements WebFilter {
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 1;

    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";
    private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";
    private static final String ONE_YEAR = "max-age=31536000";
    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "X-Frame-Options",
            "DENY",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            HttpHeaders.CACHE_CONTROL,
            "no-store");

    private final boolean httpsOnly;

    /** @param httpsOnly whether callers reach this edge over TLS alone, although something in front of it may end it */
    public SecurityHeadersFilter(boolean httpsOnly) {
        this.httpsOnly = httpsOnly;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().beforeCommit(() -> {
            harden(exchange.getRequest(), exchange.getResponse().getHeaders());
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void harden(ServerHttpRequest request, HttpHeaders answer) {
        ALWAYS.forEach((name, value) -> setIfAbsent(answer, name, value));
        setIfAbsent(
                answer,
                CONTENT_SECURITY_POLICY,
                ContentPolicy.of(request.getPath().pathWithinApplication()));
        if (httpsOnly || "https".equals(request.getURI().getScheme())) {
            answer.set(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
    }

    private static void setIfAbsent(HttpHeaders answer, String name, String value) {
        if (!answer.containsHeader(name)) {
            answer.set(name, value);
        }
    }
}
