package io.fermata.identity.authorization;

import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenRevocationAuthenticationToken;

/**
 * RFC 7009. An access token goes by itself, a refresh token with its whole family. The answer is the same for tokens that
 * are nobody's, or somebody else's.
 */
record RevokeToken(JdbcAuthorizations authorizations) implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenRevocationAuthenticationToken) authentication;
        var client = (OAuth2ClientAuthenticationToken) request.getPrincipal();
        authorizations.end(
                request.getToken(),
                Objects.requireNonNull(client.getRegisteredClient()).getClientId());
        return request;
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenRevocationAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
