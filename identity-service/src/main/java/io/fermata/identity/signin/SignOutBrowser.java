package io.fermata.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;

/** Forgets who is at a browser, and sends them on. */
@Component
public class SignOutBrowser {
    /** The page that says so. */
    public static final String SIGNED_OUT = "/login/ended";

    private final BrowserSessions sessions;
    private final SessionCookie cookie;

    SignOutBrowser(BrowserSessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    /** The button by which people sign out themselves. */
    public static String button(CsrfToken csrf) {
        return Html.form("/logout", Html.csrf(csrf), List.of(Html.button("Sign out")));
    }

    public Optional<SignedIn> person(HttpServletRequest request) {
        return cookie.read(request).flatMap(sessions::find);
    }

    public ResponseEntity<String> leave(HttpServletRequest request, String location) {
        cookie.read(request).ifPresent(sessions::end);
        return ResponseEntity.status(303)
                .header(HttpHeaders.SET_COOKIE, cookie.none().toString())
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
