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
            "strict-transport-security",
            "cache-control",
            "pragma",
            "expires",
            "server");

    @Override
    public HttpHeaders filter(HttpHeaders answered, ServerWebExchange exchange) {
        HttpHeaders passed = new HttpHeaders();
        answered.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!OURS.contains(lower) && !lower.startsWith("access-control-")) {
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
