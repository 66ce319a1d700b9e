package io.fermata.identity.signin;

import io.fermata.starter.tenancy.TenantId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Lets a person in at a browser, however they have shown who they are, and sends them on. */
@Component
public class SignInBrowser {
    private final BrowserSessions sessions;
    private final SessionCookie cookie;

    SignInBrowser(BrowserSessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    public ResponseEntity<String> enter(TenantId tenant, String userId, Continuation goOn) {
        String secret = sessions.begin(tenant, userId);
        return ResponseEntity.status(303)
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie.of(secret, sessions.lifetime()).toString())
                .header(HttpHeaders.LOCATION, goOn.path())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
