package io.fermata.gateway.routing;

import io.fermata.gateway.authentication.Access;
import io.fermata.gateway.tracing.RequestOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * What a service gets to see: the signed token instead of the credential, the request's identity, and nothing from outside
 * that pretends to say who the caller is or where the request came from.
 */
public final class ForwardedRequestHeaders implements HttpHeadersFilter {
    private static final List<String> STRIPPED_PREFIXES = List.of(
            "x-tenant", "x-user", "x-forwarded", "x-fermata-", "x-auth", "x-original-", "x-rewrite-", "ce_", "ce-");
    private static final Set<String> STRIPPED = Set.of(
            "forwarded",
            "x-real-ip",
            "x-api-key",
            "x-client-ip",
            "x-client-address",
            "true-client-ip",
            "cookie",
            "via",
            "proxy");

    @Override
    public HttpHeaders filter(HttpHeaders asked, ServerWebExchange exchange) {
        HttpHeaders forwarded = new HttpHeaders();
        asked.forEach((name, values) -> {
            if (!stripped(name.toLowerCase(Locale.ROOT))) {
                forwarded.addAll(name, values);
            }
        });
        RequestOrigin.of(exchange).addTo(forwarded);
        if (SignInPages.asked(exchange) && !SignInPages.cookies(exchange).isEmpty()) {
            forwarded.set(HttpHeaders.COOKIE, String.join("; ", SignInPages.cookies(exchange)));
        }
        Access.of(exchange).ifPresent(access -> forwarded.setBearerAuth(access.token()));
        return forwarded;
    }

    private static boolean stripped(String name) {
        return STRIPPED.contains(name) || STRIPPED_PREFIXES.stream().anyMatch(name::startsWith);
    }
}
