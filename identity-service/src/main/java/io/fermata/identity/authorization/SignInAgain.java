package io.fermata.identity.authorization;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.identity.signin.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/**
 * Sends people to the sign-in page although they are signed in, when an application wants it so. They come back without
 * the wish; the application sees in {@code auth_time} whether it was met.
 */
final class SignInAgain extends OncePerRequestFilter {
    private final FreshSignIn fresh;

    SignInAgain(FreshSignIn fresh) {
        this.fresh = fresh;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Map<String, Object> asked = asked(request);
        Authentication somebody = SecurityContextHolder.getContext().getAuthentication();
        if (somebody != null
                && somebody.getPrincipal() instanceof SignedIn person
                && !FreshSignIn.mustBeSilent(asked)
                && !fresh.isEnough(person, asked)) {
            response.setStatus(303);
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Location", "/login?continue=" + UriUtils.encode(withoutTheWish(request), UTF_8));
            return;
        }
        chain.doFilter(request, response);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") || !request.getRequestURI().equals("/oauth2/authorize");
    }

    private static Map<String, Object> asked(HttpServletRequest request) {
        Map<String, Object> asked = new LinkedHashMap<>();
        request.getParameterMap().forEach((name, values) -> asked.put(name, values[0]));
        return asked;
    }

    private static String withoutTheWish(HttpServletRequest request) {
        return UriComponentsBuilder.fromPath(request.getRequestURI())
                .query(request.getQueryString())
                .replaceQueryParam(FreshSignIn.PROMPT)
                .replaceQueryParam(FreshSignIn.MAX_AGE)
                .build()
                .toUriString();
    }
}
