package io.fermata.gateway.tracing;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Takes over a well-formed X-Request-Id and traceparent or makes new ones, and answers with both. */
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestIdentityFilter implements WebFilter {
    public static final String REQUEST_ID = "X-Request-Id";
    public static final String TRACEPARENT = "traceparent";

    private static final Pattern USABLE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern USABLE_TRACE =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private final Supplier<String> hex32;

    /** @param hex32 unique values of 32 lower-case hexadecimal digits */
    public RequestIdentityFilter(Supplier<String> hex32) {
        this.hex32 = hex32;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders asked = exchange.getRequest().getHeaders();
        RequestIdentity identity = new RequestIdentity(requestId(asked), traceparent(asked));
        identity.bind(exchange);
        exchange.getResponse().getHeaders().set(REQUEST_ID, identity.requestId());
        exchange.getResponse().getHeaders().set(TRACEPARENT, identity.traceparent());
        return chain.filter(exchange);
    }

    private String requestId(HttpHeaders asked) {
        return usable(USABLE_ID, asked.getFirst(REQUEST_ID)).orElseGet(() -> "req_" + hex32.get());
    }

    private String traceparent(HttpHeaders asked) {
        return usable(USABLE_TRACE, asked.getFirst(TRACEPARENT))
                .orElseGet(() -> "00-" + hex32.get() + "-" + hex32.get().substring(16) + "-01");
    }

    private static Optional<String> usable(Pattern pattern, @Nullable String given) {
        return Optional.ofNullable(given).filter(pattern.asMatchPredicate());
    }
}
