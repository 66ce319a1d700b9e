package io.fermata.identity.authorization;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.stereotype.Component;

/** Finds access tokens that were signed before their person lost some of what they allow, and are kept after it. */
@Component
class OvertakenTokens {
    private final Entitlements entitlements;

    OvertakenTokens(Entitlements entitlements) {
        this.entitlements = entitlements;
    }

    /**
     * The id of a token that allows too much. Whoever narrows what the person may do waits from here on for the open
     * transaction, and finds the token. To be asked before the sign-in is touched: whoever disables or deletes a person
     * goes from them to their sign-ins, and going the other way each would wait for the other.
     */
    Optional<String> find(OAuth2Authorization authorization) {
        return AuthorizationDocument.find(authorization, TokenKind.ACCESS_TOKEN)
                // Only what was just signed says what it allows; what is read from the table is known by its hash.
                .map(OAuth2Authorization.Token::getClaims)
                .filter(claims -> !allowed(authorization).containsAll(scopes(claims)))
                .map(claims -> String.valueOf(claims.get("jti")));
    }

    private Set<String> allowed(OAuth2Authorization authorization) {
        return AuthorizationDocument.person(authorization)
                .map(entitlements::hold)
                .orElse(Set.of());
    }

    private static List<String> scopes(Map<String, Object> claims) {
        String scope = String.valueOf(claims.get("scope"));
        return scope.isEmpty() ? List.of() : List.of(scope.split(" "));
    }
}
