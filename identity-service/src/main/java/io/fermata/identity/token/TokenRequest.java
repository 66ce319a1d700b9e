package io.fermata.identity.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The form of a token request, read strictly: a parameter given twice is refused. */
record TokenRequest(
        MultiValueMap<String, String> form, @Nullable String authorization) {
    private static final String BASIC = "Basic ";

    /** The credentials of client authentication: a key's id and the key. */
    record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    String require(String parameter) {
        return find(parameter).orElseThrow(() -> OAuthError.invalidRequest(parameter + " is missing."));
    }

    Set<String> scope() {
        return find("scope").stream()
                .flatMap(scope -> Arrays.stream(scope.strip().split(" +")))
                .filter(permission -> !permission.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    Client client() {
        if (authorization == null || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            throw OAuthError.invalidClient();
        }
        String[] parts = decode(authorization.substring(BASIC.length()).strip()).split(":", 2);
        if (parts.length < 2) {
            throw OAuthError.invalidClient();
        }
        return new Client(parts[0], parts[1]);
    }

    private Optional<String> find(String parameter) {
        if (form.getOrDefault(parameter, List.of()).size() > 1) {
            throw OAuthError.invalidRequest(parameter + " is given twice.");
        }
        return Optional.ofNullable(form.getFirst(parameter)).filter(value -> !value.isBlank());
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw OAuthError.invalidClient();
        }
    }

    @Override
    public String toString() {
        return "TokenRequest[…]";
    }
}
