package io.fermata.starter.security;

import io.fermata.contracts.Problems;
import io.fermata.starter.defaults.FermataProperties;
import io.fermata.starter.json.Json;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.ProblemWriter;
import jakarta.servlet.DispatcherType;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Nobody gets in without a token of a trusted issuer, and nowhere without the permission the operation names. */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
public class SecurityAutoConfiguration {
    @Bean
    KeyedHash keyedHash(FermataProperties properties) {
        return new KeyedHash(properties.secretKeyBytes());
    }

    @Bean
    KeyedSeal keyedSeal(FermataProperties properties) {
        return new KeyedSeal(properties.secretKeyBytes(), new SecureRandom());
    }

    @Bean
    Revocations issuerRevocations(FermataProperties properties, Json json) {
        HttpClient http = JwksOverHttp.client();
        Map<String, RevocationList> lists = new HashMap<>();
        for (FermataProperties.Issuer issuer : properties.issuers()) {
            if (issuer.revocationsUri() != null) {
                lists.put(
                        issuer.uri(), new RevocationList(new RevocationsOverHttp(http, issuer.revocationsUri(), json)));
            }
        }
        return new Revocations(lists, properties.revocationInterval());
    }

    @Bean
    TrustedIssuers trustedIssuers(
            FermataProperties properties, Revocations revocations, Environment environment, Clock clock) {
        HttpClient http = JwksOverHttp.client();
        Map<String, TrustedIssuer> issuers = new HashMap<>();
        for (FermataProperties.Issuer issuer : properties.issuers()) {
            IssuerKeys keys = new IssuerKeys(issuer.uri(), new JwksOverHttp(http, issuer.jwksUri()), clock);
            issuers.put(issuer.uri(), new TrustedIssuer(keys, issuer.subject()));
        }
        Audience audience = new Audience(environment.getRequiredProperty("spring.application.name"));
        return new TrustedIssuers(new TokenVerifier(issuers, audience), revocations, clock);
    }

    @Bean
    WebMvcConfigurer permissionChecks() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new PermissionInterceptor()).order(Ordered.HIGHEST_PRECEDENCE + 10);
            }
        };
    }

    /** Health and metrics: on their own port, which is not reachable from outside. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 20)
    SecurityFilterChain managementSecurity(HttpSecurity http) throws Exception {
        return stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 10)
    SecurityFilterChain serviceSecurity(
            HttpSecurity http,
            TrustedIssuers issuers,
            ObjectProvider<RefusedTokens> audit,
            ProblemWriter problems,
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping operations)
            throws Exception {
        OpenOperations open = new OpenOperations(operations);
        RefusedTokens refused =
                (holder, reason, request) -> audit.ifAvailable(listener -> listener.refused(holder, reason, request));
        return stateless(http)
                .addFilterBefore(new CallerFilter(issuers, refused, problems), AuthorizationFilter.class)
                .exceptionHandling(failures -> failures.accessDeniedHandler(refusal(problems)))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                        .permitAll()
                        .anyRequest()
                        .access((_, context) -> new AuthorizationDecision(
                                Caller.find().isPresent() || open.isOpen(context.getRequest()))))
                .build();
    }

    /** A path that only makes sense to someone who is probing is a path there is nothing at. */
    @Bean
    RequestRejectedHandler requestRejectedHandler(ProblemWriter problems) {
        return (request, response, _) -> problems.write(
                request, response, ProblemException.of(Problems.NOT_FOUND, "There is nothing at this path."));
    }

    private static AccessDeniedHandler refusal(ProblemWriter problems) {
        return (request, response, _) -> problems.write(
                request,
                response,
                ProblemException.of(Problems.UNAUTHENTICATED, "This operation needs a valid token."));
    }

    private static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable);
    }
}
