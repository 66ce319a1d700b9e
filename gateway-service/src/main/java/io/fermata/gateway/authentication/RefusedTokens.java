package io.fermata.gateway.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.gateway.tracing.RequestOrigin;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Hands signed tokens that are refused here to identity-service, which puts them on the record of their tenant. One token
 * once a minute: who floods the edge with it causes no more than that. The answer to the caller does not wait for it.
 */
public final class RefusedTokens {
    private static final Logger log = LoggerFactory.getLogger(RefusedTokens.class);
    private static final Duration ONCE_IN = Duration.ofMinutes(1);
    private static final int REMEMBERED = 10_000;

    private final IdentityClient identity;
    private final Cache<Fingerprint, Boolean> told;

    public RefusedTokens(IdentityClient identity, Ticker ticker) {
        this.identity = identity;
        this.told = Caffeine.newBuilder()
                .ticker(ticker)
                .maximumSize(REMEMBERED)
                .expireAfterWrite(ONCE_IN)
                .build();
    }

    void tell(String token, ServerWebExchange exchange) {
        if (told.asMap().putIfAbsent(Fingerprint.of(token), true) == null) {
            ServerHttpRequest request = exchange.getRequest();
            String operation = request.getMethod() + " " + request.getURI().getPath();
            identity.handIn(token, operation, RequestOrigin.of(exchange))
                    .subscribe(
                            _ -> {},
                            failure -> log.atWarn()
                                    .addKeyValue("reason", failure.getMessage())
                                    .log("a refused token could not be told to its tenant"));
        }
    }
}
