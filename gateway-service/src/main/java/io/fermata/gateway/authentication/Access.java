package io.fermata.gateway.authentication;

import java.time.Instant;
import java.util.Optional;
import org.springframework.web.server.ServerWebExchange;

/**
 * Who a request is made for.
 *
 * @param subject {@code user:…}, {@code key:…} or {@code service:…}
 * @param tokenId the token's {@code jti}
 * @param token the signed token that is forwarded; never logged
 */
public record Access(String subject, String tenant, String tokenId, String token, Instant expiresAt) {
    private static final String ATTRIBUTE = Access.class.getName();

    /** The access a request was let in with; empty on public paths. */
    public static Optional<Access> of(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(ATTRIBUTE));
    }

    void bind(ServerWebExchange exchange) {
        exchange.getAttributes().put(ATTRIBUTE, this);
    }

    @Override
    public String toString() {
        return "Access[" + subject + " of " + tenant + "]";
    }
}
