package io.fermata.identity.authorization;

import io.fermata.identity.client.Applications;
import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenIntrospection;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2TokenIntrospectionAuthenticationToken;

/**
 * RFC 7662, for applications that keep a secret, about tokens of their own tenant's people. About any other token they learn
 * that it is not active, which is what they would learn about a made-up one.
 */
record IntrospectToken(ActiveTokens tokens, Applications applications) implements AuthenticationProvider {
    @Override
    public Authentication authenticate(Authentication authentication) {
        var request = (OAuth2TokenIntrospectionAuthenticationToken) authentication;
        var client = (OAuth2ClientAuthenticationToken) request.getPrincipal();
        TenantId tenant = applications
                .find(Objects.requireNonNull(client.getRegisteredClient()).getClientId())
                .filter(application -> application.secretHash() != null)
                .flatMap(application -> Optional.ofNullable(application.tenant()))
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.UNAUTHORIZED_CLIENT));
        OAuth2TokenIntrospection said = tokens.find(tenant, request.getToken())
                .map(active -> describe(active, request.getToken()))
                .orElseGet(() -> OAuth2TokenIntrospection.builder().build());
        return new OAuth2TokenIntrospectionAuthenticationToken(request.getToken(), client, said);
    }

    private static OAuth2TokenIntrospection describe(ActiveTokens.Active active, String token) {
        OAuth2TokenIntrospection.Builder said = OAuth2TokenIntrospection.builder(true)
                .clientId(active.clientId())
                .expiresAt(active.expiresAt());
        if (active.userId() != null) {
            said.subject("user:" + active.userId());
        }
        if (active.kind() == TokenKind.ACCESS_TOKEN) {
            Map<String, Object> claims = IssueTokens.jwt(token).getClaims();
            said.tokenType("Bearer")
                    .issuer(String.valueOf(claims.get("iss")))
                    .id(String.valueOf(claims.get("jti")))
                    .claim("tenant", String.valueOf(claims.get("tenant")))
                    .scopes(scopes -> scopes.addAll(
                            List.of(String.valueOf(claims.get("scope")).split(" "))));
        }
        return said.build();
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2TokenIntrospectionAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
