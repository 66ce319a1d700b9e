package io.fermata.identity.authorization;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** Refusals that applications can read, in the words of RFC 6749. */
final class ApplicationAnswers {
    private ApplicationAnswers() {}

    /** @param error one of the codes of the RFC, never what somebody sent */
    static void refuse(HttpServletResponse response, String error) throws IOException {
        boolean unknown = error.equals(OAuth2ErrorCodes.INVALID_CLIENT);
        response.setStatus(unknown ? 401 : 400);
        if (unknown) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"fermata\"");
        }
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getOutputStream().write(("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
