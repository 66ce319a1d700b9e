package io.fermata.gateway.limits;

import io.fermata.contracts.Problems;
import io.fermata.gateway.problem.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Bounds what one request weighs. A body of unknown length is counted while it passes through, never collected. */
@Order(RequestSizeFilter.ORDER)
public final class RequestSizeFilter implements WebFilter {
    static final int ORDER = RateLimitFilter.ORDER + 1;

    private final long bodyLimit;
    private final long headerLimit;

    public RequestSizeFilter(DataSize body, DataSize headers) {
        this.bodyLimit = body.toBytes();
        this.headerLimit = headers.toBytes();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (weight(headers) > headerLimit) {
            throw Refusal.of(Problems.PAYLOAD_TOO_LARGE, "The headers are larger than " + headerLimit + " bytes.");
        }
        if (compressed(headers)) {
            throw Refusal.of(Problems.UNSUPPORTED_MEDIA_TYPE, "Send the body uncompressed.");
        }
        if (headers.getContentLength() > bodyLimit) {
            throw tooLarge(bodyLimit);
        }
        return chain.filter(headers.containsHeader(HttpHeaders.TRANSFER_ENCODING) ? counted(exchange) : exchange);
    }

    /** What such a body weighs is not known before it is inflated, and here nothing ever is. */
    private static boolean compressed(HttpHeaders headers) {
        for (String coding : headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING)) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return true;
            }
        }
        return false;
    }

    private static long weight(HttpHeaders headers) {
        long weight = 0;
        for (var header : headers.headerSet()) {
            for (String value : header.getValue()) {
                weight += header.getKey().length() + value.length();
            }
        }
        return weight;
    }

    private ServerWebExchange counted(ServerWebExchange exchange) {
        ServerHttpRequest counting = new CountedRequest(exchange.getRequest(), bodyLimit);
        return exchange.mutate().request(counting).build();
    }

    static Refusal tooLarge(long limit) {
        return Refusal.of(Problems.PAYLOAD_TOO_LARGE, "The body is larger than " + limit + " bytes.");
    }
}
