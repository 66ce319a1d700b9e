package io.fermata.identity.signin;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * Pages on their way out: no script, no picture, no frame, nothing from elsewhere. Browsers hold a form's redirects to
 * {@code form-action} too, so the address an application wants its people back at has to be named in it.
 */
public final class PageAnswers {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; base-uri 'none';" + " frame-ancestors 'none'; form-action 'self'";
    private static final String POLICY_HEADER = "Content-Security-Policy";

    private PageAnswers() {}

    public static ResponseEntity<String> page(int status, String html) {
        return page(status, html, "");
    }

    /**
     * A page with a form that leads elsewhere in the end.
     *
     * @param redirect the address there; empty when it stays here
     */
    public static ResponseEntity<String> page(int status, String html, String redirect) {
        return ResponseEntity.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(POLICY_HEADER, policy(redirect))
                .body(html);
    }

    public static void write(HttpServletResponse response, int status, String html) throws IOException {
        response.setStatus(status);
        response.setContentType("text/html;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(POLICY_HEADER, policy(""));
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    public static ResponseEntity<String> redirect(String location) {
        return ResponseEntity.status(303)
                .header(HttpHeaders.LOCATION, location)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static String policy(String redirect) {
        return redirect.isEmpty() ? POLICY : POLICY + " " + origin(URI.create(redirect));
    }

    /** An application of its own on a phone or a desk has a scheme and nothing else. */
    private static String origin(URI address) {
        return address.getHost() == null
                ? address.getScheme() + ":"
                : address.getScheme() + "://" + address.getAuthority();
    }
}
