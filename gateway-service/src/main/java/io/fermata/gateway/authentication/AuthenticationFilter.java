package io.fermata.gateway.authentication;

import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.revocation.RevocationList;
import io.fermata.gateway.tracing.RequestOrigin;
import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets a request on with the access its credential gives. Without a credential it goes on as nobody. */
public final class AuthenticationFilter implements WebFilter {
    private final ServerWebExchangeMatcher publicPaths;
    private final AccessTokens tokens;
    private final KeyExchange keys;
    private final RevocationList revocations;
    private final RefusedTokens refused;

    public AuthenticationFilter(
            ServerWebExchangeMatcher publicPaths,
            AccessTokens tokens,
            KeyExchange keys,
            RevocationList revocations,
            RefusedTokens refused) {
        this.publicPaths = publicPaths;
        this.tokens = tokens;
        this.keys = keys;
        this.revocations = revocations;
        this.refused = refused;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Credentials.refuseInUrl(exchange.getRequest());
        return publicPaths
                .matches(exchange)
                .flatMap(match -> match.isMatch() ? chain.filter(exchange) : authenticated(exchange, chain));
    }

    private Mono<Void> authenticated(ServerWebExchange exchange, WebFilterChain chain) {
        return Credentials.find(exchange.getRequest().getHeaders())
                .map(credential -> access(credential, exchange)
                        .doOnNext(access -> requireCounts(access, exchange))
                        .flatMap(access -> goOn(exchange, chain, access)))
                .orElseGet(() -> chain.filter(exchange));
    }

    private void requireCounts(Access access, ServerWebExchange exchange) {
        if (revocations.refuses(access.tokenId(), access.subject(), access.tenant())) {
            refused.tell(access.token(), exchange);
            throw Refusal.unauthenticated("The credential was revoked.");
        }
    }

    private Mono<Access> access(Credential credential, ServerWebExchange exchange) {
        return switch (credential) {
            case Credential.ApiKey key -> keys.exchange(key, RequestOrigin.of(exchange));
            case Credential.AccessToken token ->
                tokens.verify(token.value(), () -> refused.tell(token.value(), exchange));
        };
    }

    private static Mono<Void> goOn(ServerWebExchange exchange, WebFilterChain chain, Access access) {
        access.bind(exchange);
        Authentication caller = UsernamePasswordAuthenticationToken.authenticated(access.subject(), null, List.of());
        return chain.filter(exchange).contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller));
    }
}
