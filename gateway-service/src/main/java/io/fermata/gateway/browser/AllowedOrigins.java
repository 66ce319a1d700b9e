package io.fermata.gateway.browser;

import io.fermata.gateway.tracing.RequestIdentityFilter;
import java.time.Duration;
import java.util.List;
import org.springframework.web.cors.CorsConfiguration;

/** What web pages of the named origins may ask and read. Never with cookies: the API knows none. */
final class AllowedOrigins {
    private static final List<String> METHODS = List.of("GET", "POST", "PATCH", "PUT", "DELETE");
    private static final List<String> ASKED = List.of(
            "Authorization",
            "Content-Type",
            "Idempotency-Key",
            "If-Match",
            "Last-Event-ID",
            "Prefer",
            RequestIdentityFilter.REQUEST_ID,
            RequestIdentityFilter.TRACEPARENT);
    private static final List<String> READ = List.of(
            "ETag",
            "Location",
            "Retry-After",
            "RateLimit",
            "RateLimit-Policy",
            "Idempotency-Replayed",
            RequestIdentityFilter.REQUEST_ID,
            RequestIdentityFilter.TRACEPARENT);
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private AllowedOrigins() {}

    static CorsConfiguration rules(List<String> origins) {
        CorsConfiguration rules = new CorsConfiguration();
        rules.setAllowedOrigins(origins);
        rules.setAllowedMethods(METHODS);
        rules.setAllowedHeaders(ASKED);
        rules.setExposedHeaders(READ);
        rules.setAllowCredentials(false);
        rules.setMaxAge(REMEMBERED);
        return rules;
    }
}
