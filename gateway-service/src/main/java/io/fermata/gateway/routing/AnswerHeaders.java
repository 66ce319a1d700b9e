package io.fermata.gateway.routing;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** Drops from a service's answer what the edge says itself, so that no header is answered twice. */
public final class AnswerHeaders implements HttpHeadersFilter {
    private static final Set<String> OURS = Set.of(
            "x-request-id",
            "traceparent",
            "ratelimit",
            "ratelimit-policy",
            "x-content-type-options",
            "x-frame-options",
            "x-xss-protection",
            "referrer-policy",
            "content-security-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "strict-transport-security",
            "cache-control",
            "pragma",
            "expires",
            "server");

    /** What a page says about itself counts: it knows what its forms lead to. */
    private static final Set<String> OF_PAGES = Set.of("content-security-policy", "cache-control", "pragma", "expires");

    @Override
    public HttpHeaders filter(HttpHeaders answered, ServerWebExchange exchange) {
        boolean page = SignInPages.asked(exchange);
        HttpHeaders passed = new HttpHeaders();
        answered.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean ours = OURS.contains(lower) && !(page && OF_PAGES.contains(lower));
            if (!ours && !lower.startsWith("access-control-")) {
                passed.addAll(name, values);
            }
        });
        return passed;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
