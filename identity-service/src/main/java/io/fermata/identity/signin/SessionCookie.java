package io.fermata.identity.signin;

import io.fermata.starter.security.TokenSigner;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** How a browser carries its session: out of reach of scripts, over TLS where there is TLS, not along with strangers' posts. */
@Component
public class SessionCookie {
    private final boolean secure;
    private final String name;

    SessionCookie(TokenSigner signer) {
        this.secure = signer.issuer().startsWith("https:");
        // Browsers keep the prefix's promise: only this host, only over TLS, could have set it.
        this.name = secure ? "__Host-fermata" : "fermata";
    }

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return (cookies == null ? Stream.<Cookie>empty() : Arrays.stream(cookies))
                .filter(cookie -> cookie.getName().equals(name))
                .map(Cookie::getValue)
                .findFirst();
    }

    ResponseCookie of(String secret, Duration lifetime) {
        return cookie(name, secret, lifetime);
    }

    ResponseCookie none() {
        return cookie(name, "", Duration.ZERO);
    }

    /** Another cookie of the pages, under the same rules. */
    public ResponseCookie cookie(String cookieName, String value, Duration lifetime) {
        return ResponseCookie.from(cookieName, value)
                .path("/")
                .httpOnly(true)
                .secure(secure)
                // Lax: an application sends its people here by a link, and they should be known then.
                .sameSite("Lax")
                .maxAge(lifetime)
                .build();
    }

    public boolean secure() {
        return secure;
    }
}
