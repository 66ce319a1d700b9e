package io.fermata.identity.authorization;

import io.fermata.identity.signin.Continuation;
import io.fermata.identity.signin.CookieSecurityContexts;
import io.fermata.identity.signin.SessionCookie;
import io.fermata.starter.security.TokenSigner;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/**
 * The chain for everything people and their applications sign in with. The API keeps the starter's chain; so do the key set,
 * the metadata and the two grants of API keys, which have a controller of their own.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServerConfiguration {
    private static final String USER_INFO = "/oauth2/userinfo";
    private static final String END_SESSION = "/oauth2/logout";
    private static final Set<String> SPRINGS_GRANTS =
            Set.of("authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code");
    private static final Set<String> OF_APPLICATIONS =
            Set.of("/oauth2/token", "/oauth2/device_authorization", "/oauth2/introspect", "/oauth2/revoke");
    private static final Set<String> ENDPOINTS = Set.of(
            "/oauth2/authorize",
            "/oauth2/consent",
            "/oauth2/device_authorization",
            "/oauth2/introspect",
            END_SESSION,
            "/oauth2/revoke",
            USER_INFO,
            "/device",
            "/invitation",
            "/logout");

    @Bean
    AuthorizationServerSettings authorizationServerSettings(TokenSigner signer) {
        return AuthorizationServerSettings.builder()
                .issuer(signer.issuer())
                .deviceVerificationEndpoint("/device")
                .build();
    }

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE - 30)
    SecurityFilterChain signInSecurity(
            HttpSecurity http,
            AuthorizationServers server,
            CookieSecurityContexts contexts,
            SessionCookie cookie,
            FreshSignIn fresh)
            throws Exception {
        CookieCsrfTokenRepository forms = csrfTokens(cookie);
        http.securityMatcher(AuthorizationServerConfiguration::isSignIn)
                .oauth2AuthorizationServer(server::configure)
                .securityContext(context -> context.securityContextRepository(contexts))
                // Neither acts on a cookie alone: the one takes a bearer token, the other an ID token.
                .csrf(csrf -> csrf.csrfTokenRepository(forms).ignoringRequestMatchers(USER_INFO, END_SESSION))
                .addFilterAfter(answersOfPeople(forms), CsrfFilter.class)
                .addFilterAfter(new SignInAgain(fresh), CsrfFilter.class)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(signInFirst()))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/login",
                                "/login/**",
                                "/logout",
                                "/invitation",
                                "/federation/**",
                                USER_INFO,
                                END_SESSION)
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        return http.build();
    }

    /** A parameter in the query string is not looked at: tokens do not belong there. */
    private static boolean isSignIn(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (path.equals("/oauth2/token")) {
            return request.getMethod().equals(HttpMethod.POST.name())
                    && request.getQueryString() == null
                    && SPRINGS_GRANTS.contains(String.valueOf(request.getParameter("grant_type")));
        }
        return ENDPOINTS.contains(path)
                || path.equals("/login")
                || path.startsWith("/login/")
                || path.startsWith("/federation/");
    }

    /** People are sent to the sign-in page; applications that do not say who they are get an answer they can read. */
    private static AuthenticationEntryPoint signInFirst() {
        return (request, response, _) -> {
            response.setHeader("Cache-Control", "no-store");
            if (OF_APPLICATIONS.contains(request.getRequestURI())) {
                ApplicationAnswers.refuse(response, OAuth2ErrorCodes.INVALID_CLIENT);
            } else {
                response.setStatus(303);
                response.setHeader("Location", Continuation.signInFirst(request));
            }
        };
    }

    /** Spring's server exempts all of its endpoints from the check, also the two that take what people answer. */
    private static CsrfFilter answersOfPeople(CookieCsrfTokenRepository forms) {
        CsrfFilter check = new CsrfFilter(forms);
        check.setBeanName("answersOfPeople");
        check.setRequireCsrfProtectionMatcher(AuthorizationServerConfiguration::isAnswer);
        return check;
    }

    private static boolean isAnswer(HttpServletRequest request) {
        String path = request.getRequestURI();
        return request.getMethod().equals(HttpMethod.POST.name())
                && (path.equals("/device")
                        || (path.equals("/oauth2/authorize") && request.getParameter("response_type") == null));
    }

    private static CookieCsrfTokenRepository csrfTokens(SessionCookie cookie) {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName(cookie.secure() ? "__Host-fermata-form" : "fermata-form");
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(
                made -> made.httpOnly(true).secure(cookie.secure()).sameSite("Lax"));
        return tokens;
    }
}
