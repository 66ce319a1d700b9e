package io.fermata.gateway.tracing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a request came from, as services are told.
 *
 * @param address as this edge saw it
 */
public record RequestOrigin(
        RequestIdentity identity,
        @Nullable InetAddress address,
        @Nullable String userAgent) {
    private static final String CLIENT_ADDRESS = "X-Client-Address";

    public static RequestOrigin of(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        InetSocketAddress caller = request.getRemoteAddress();
        return new RequestOrigin(
                RequestIdentity.of(exchange),
                caller == null ? null : caller.getAddress(),
                request.getHeaders().getFirst(HttpHeaders.USER_AGENT));
    }

    /** Writes over whatever a caller said about it. */
    public void addTo(HttpHeaders headers) {
        headers.set(RequestIdentityFilter.REQUEST_ID, identity.requestId());
        headers.set(RequestIdentityFilter.TRACEPARENT, identity.traceparent());
        if (address != null) {
            headers.set(CLIENT_ADDRESS, address.getHostAddress());
        }
        if (userAgent != null) {
            headers.set(HttpHeaders.USER_AGENT, userAgent);
        }
    }
}
