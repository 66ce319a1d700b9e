package io.fermata.gateway.platform;

import com.github.benmanes.caffeine.cache.Ticker;
import io.fermata.contracts.Problems;
import io.fermata.gateway.authentication.AccessTokens;
import io.fermata.gateway.authentication.AuthenticationFilter;
import io.fermata.gateway.authentication.IdentityClient;
import io.fermata.gateway.authentication.KeyExchange;
import io.fermata.gateway.authentication.KeyGuesses;
import io.fermata.gateway.authentication.RefusedTokens;
import io.fermata.gateway.authentication.SigningKeys;
import io.fermata.gateway.problem.ProblemWriter;
import io.fermata.gateway.problem.Refusal;
import io.fermata.gateway.revocation.RevocationList;
import io.fermata.gateway.routing.Service;
import io.fermata.gateway.routing.ServiceCircuits;
import io.fermata.gateway.routing.SignInPages;
import java.time.Clock;
import org.springframework.boot.security.autoconfigure.actuate.web.reactive.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HeaderSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.RequestCacheSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.util.matcher.OrServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.function.client.WebClient;

/** Who gets in. The edge asks for an access token everywhere but on a few public paths; services ask for permissions. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
    private static final String[] PUBLIC = {
        "/livez", "/readyz", "/api/v1/health", "/openapi.json", "/docs/**", "/oauth2/**", "/.well-known/**"
    };

    @Bean
    IdentityClient identityClient(WebClient http, GatewayProperties properties, ServiceCircuits circuits) {
        return new IdentityClient(
                http,
                properties.services().identity(),
                properties.issuer().jwksUri(),
                properties.timeouts().identity(),
                circuits.of(Service.IDENTITY));
    }

    @Bean
    AccessTokens accessTokens(IdentityClient identity, GatewayProperties properties, Clock clock) {
        return new AccessTokens(
                new SigningKeys(identity, clock), properties.issuer().uri(), clock);
    }

    @Bean
    KeyExchange keyExchange(
            IdentityClient identity, AccessTokens tokens, KeyGuesses guesses, GatewayProperties properties) {
        return new KeyExchange(identity, tokens, guesses, properties.keys(), Ticker.systemTicker());
    }

    @Bean
    RefusedTokens refusedTokens(IdentityClient identity) {
        return new RefusedTokens(identity, Ticker.systemTicker());
    }

    @Bean
    RevocationList revocationList(WebClient http, GatewayProperties properties) {
        return new RevocationList(
                http.mutate()
                        .baseUrl(properties.services().identity().toString())
                        .build(),
                properties.revocations());
    }

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http,
            AccessTokens tokens,
            KeyExchange keys,
            RevocationList revocations,
            RefusedTokens refused,
            ProblemWriter problems) {
        ServerWebExchangeMatcher open = new OrServerWebExchangeMatcher(
                ServerWebExchangeMatchers.pathMatchers(PUBLIC),
                ServerWebExchangeMatchers.pathMatchers(SignInPages.paths().toArray(String[]::new)),
                EndpointRequest.toAnyEndpoint());
        return stateless(http)
                .addFilterAt(
                        new AuthenticationFilter(open, tokens, keys, revocations, refused),
                        SecurityWebFiltersOrder.AUTHENTICATION)
                .authorizeExchange(asks -> asks.matchers(open)
                        .permitAll()
                        .pathMatchers("/internal/**", "/actuator/**")
                        .denyAll()
                        .anyExchange()
                        .authenticated())
                .exceptionHandling(answers -> answers.authenticationEntryPoint((exchange, _) ->
                                problems.write(exchange, Refusal.unauthenticated("Show a bearer token or an API key.")))
                        .accessDeniedHandler((exchange, _) ->
                                problems.write(exchange, Refusal.of(Problems.NOT_FOUND, Problems.NOT_FOUND.title()))))
                .build();
    }

    /** A span and a timer for each filter of the chain cost a tenth of a request and tell nothing the routes do not. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** Malformed and tricky URLs (encoded slashes, dot segments, control characters) end here. */
    @Bean
    ServerExchangeRejectedHandler rejectedRequests(ProblemWriter problems) {
        return (exchange, _) ->
                problems.write(exchange, Refusal.of(Problems.BAD_REQUEST, "The URL or a header is not well formed."));
    }

    private static ServerHttpSecurity stateless(ServerHttpSecurity http) {
        return http.headers(HeaderSpec::disable)
                .csrf(CsrfSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance());
    }
}
