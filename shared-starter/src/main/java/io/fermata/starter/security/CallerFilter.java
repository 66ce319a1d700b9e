package io.fermata.starter.security;

import io.fermata.contracts.Problems;
import io.fermata.starter.logging.LogKeys;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.problem.ProblemWriter;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.web.Chains;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;

/** Verifies the bearer token and binds caller and tenant for the rest of the request, in every dispatch of it. */
final class CallerFilter implements Filter {
    private static final Logger log = LoggerFactory.getLogger(CallerFilter.class);
    private static final String BEARER = "Bearer ";
    private static final String ATTRIBUTE = CallerFilter.class.getName() + ".authenticated";
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private record Authenticated(Caller caller, String token) {}

    private final TrustedIssuers issuers;
    private final RefusedTokens refused;
    private final ProblemWriter problems;

    CallerFilter(TrustedIssuers issuers, RefusedTokens refused, ProblemWriter problems) {
        this.issuers = issuers;
        this.refused = refused;
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        Authenticated authenticated;
        try {
            authenticated = authenticate(request);
        } catch (ProblemException refusal) {
            problems.write(request, (HttpServletResponse) response, refusal);
            return;
        }
        if (authenticated == null) {
            chain.doFilter(request, response);
        } else {
            within(authenticated, chain, request, response);
        }
    }

    private static void within(
            Authenticated authenticated, FilterChain chain, ServletRequest request, ServletResponse response)
            throws IOException, ServletException {
        Caller caller = authenticated.caller();
        MDC.put(LogKeys.SUBJECT, caller.subject());
        try {
            Chains.within(
                    work -> Tenants.callThrowing(
                            caller.tenant(),
                            () -> Caller.callThrowing(
                                    caller,
                                    () -> ScopedValue.where(CallerToken.CURRENT, authenticated.token())
                                            .call(work))),
                    chain,
                    request,
                    response);
        } finally {
            MDC.remove(LogKeys.SUBJECT);
        }
    }

    private @Nullable Authenticated authenticate(HttpServletRequest request) {
        // A stream may outlive the token it was opened with; its later dispatches are still the same request.
        if (request.getAttribute(ATTRIBUTE) instanceof Authenticated before) {
            return before;
        }
        String token = bearerToken(request);
        if (token == null) {
            return null;
        }
        Authenticated authenticated = new Authenticated(verify(token, request), token);
        request.setAttribute(ATTRIBUTE, authenticated);
        return authenticated;
    }

    private Caller verify(String token, HttpServletRequest request) {
        try {
            return issuers.verify(token);
        } catch (InvalidTokenException e) {
            log.atDebug().addKeyValue("reason", e.getMessage()).log("token refused");
            e.holder().ifPresent(holder -> refused.refused(holder, String.valueOf(e.getMessage()), request));
            throw ProblemException.of(Problems.UNAUTHENTICATED, "The token is not valid.");
        } catch (KeysUnavailableException _) {
            throw ProblemException.unavailable("The token cannot be checked now.", PATIENCE);
        }
    }

    private static @Nullable String bearerToken(HttpServletRequest request) {
        List<String> credentials = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (credentials.size() > 1) {
            throw ProblemException.of(Problems.BAD_REQUEST, "Send one Authorization header.");
        }
        return credentials.stream()
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .findFirst()
                .orElse(null);
    }
}
