package io.fermata.gateway.authentication;

import io.fermata.contracts.Problems;
import io.fermata.gateway.problem.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Finds the one credential of a request: a bearer in the Authorization header and nowhere else. */
final class Credentials {
    private static final String SCHEME = "bearer ";
    private static final String OTHER_HEADER = "X-API-Key";
    private static final int LONGEST = 8192;
    private static final Set<String> CREDENTIAL_PARAMETERS = Set.of("api_key", "apikey", "access_token", "id_token");

    /**
     * What a client of OAuth2 gives along to get it back: its own affair, and often JSON that looks like a token. The hint,
     * by which it signs people out, is an ID token, which lets nobody in.
     */
    private static final Set<String> CLIENTS_OWN = Set.of("state", "nonce", "id_token_hint");

    private Credentials() {}

    static Optional<Credential> find(HttpHeaders headers) {
        List<String> given = headers.getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (given.size() > 1 || (given.size() == 1 && headers.containsHeader(OTHER_HEADER))) {
            throw Refusal.of(Problems.BAD_REQUEST, "Show one credential, in one Authorization header.");
        }
        return given.stream().findFirst().map(Credentials::bearer);
    }

    private static Credential bearer(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw Refusal.unauthenticated("The Authorization header must hold a bearer token or an API key.");
        }
        String value = header.substring(SCHEME.length()).strip();
        if (value.chars().anyMatch(c -> c == ',' || c == ' ')) {
            throw Refusal.of(Problems.BAD_REQUEST, "Show one credential, in one Authorization header.");
        }
        if (value.isEmpty() || value.length() > LONGEST) {
            throw Refusal.unauthenticated("The credential is not usable.");
        }
        return Credential.of(value);
    }

    /** URLs end up in logs, histories and referrers, so a credential in one is refused before anything else. */
    static void refuseInUrl(ServerHttpRequest request) {
        String query = request.getURI().getRawQuery();
        boolean inQuery = query != null && List.of(query.split("[&;]")).stream().anyMatch(Credentials::holdsCredential);
        if (inQuery || isCredential(decode(request.getURI().getRawPath()))) {
            throw Refusal.of(Problems.BAD_REQUEST, "A credential must not be part of a URL. Revoke this one.");
        }
    }

    private static boolean holdsCredential(String parameter) {
        String decoded = decode(parameter);
        int equals = decoded.indexOf('=');
        String name = equals < 0 ? decoded : decoded.substring(0, equals);
        return CREDENTIAL_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))
                || (CLIENTS_OWN.contains(name) ? isKey(decoded) : isCredential(decoded));
    }

    private static boolean isCredential(String text) {
        return isKey(text) || text.contains("=eyJ");
    }

    private static boolean isKey(String text) {
        return text.contains("=" + Credential.API_KEY_PREFIX) || text.contains("/" + Credential.API_KEY_PREFIX);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(Problems.BAD_REQUEST, "The URL is not well formed.");
        }
    }
}
