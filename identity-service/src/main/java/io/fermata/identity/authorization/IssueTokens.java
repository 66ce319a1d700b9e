package io.fermata.identity.authorization;

import com.nimbusds.jwt.SignedJWT;
import io.fermata.identity.client.Scopes;
import io.fermata.identity.permission.Role;
import io.fermata.identity.platform.OneTimeSecrets;
import io.fermata.identity.signin.SignedIn;
import io.fermata.identity.user.User;
import io.fermata.starter.security.TokenClaims;
import io.fermata.starter.security.TokenSigner;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.stereotype.Component;

/**
 * The tokens of a sign-in. Access tokens are the ones every service knows; the ID token tells the application who signed in
 * and lets nobody in.
 */
@Component
class IssueTokens implements OAuth2TokenGenerator<OAuth2Token> {
    private static final Duration ID_TOKEN = Duration.ofMinutes(30);

    private final TokenSigner signer;
    private final Entitlements entitlements;
    private final OneTimeSecrets secrets;
    private final Clock clock;

    IssueTokens(TokenSigner signer, Entitlements entitlements, OneTimeSecrets secrets, Clock clock) {
        this.signer = signer;
        this.entitlements = entitlements;
        this.secrets = secrets;
        this.clock = clock;
    }

    @Override
    public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
        return switch (String.valueOf(context.getTokenType().getValue())) {
            case "access_token" -> accessToken(context);
            case "refresh_token" -> refreshToken();
            case "id_token" -> idToken(context);
            default -> null;
        };
    }

    private Jwt accessToken(OAuth2TokenContext context) {
        SignedIn person = person(context);
        User user = requireEntitled(person);
        Set<String> granted =
                Scopes.within(Entitlements.permissions(person.tenant(), user), context.getAuthorizedScopes());
        return jwt(signer.sign(new TokenClaims(
                user.subject(),
                person.tenant(),
                granted,
                user.roles().stream().map(Role::slug).toList(),
                RegisteredApplications.ACCESS_TOKEN)));
    }

    private OAuth2RefreshToken refreshToken() {
        Instant now = clock.instant();
        return new OAuth2RefreshToken(secrets.next("frt_"), now, now.plus(RegisteredApplications.REFRESH_TOKEN));
    }

    private Jwt idToken(OAuth2TokenContext context) {
        SignedIn person = person(context);
        User user = requireEntitled(person);
        Map<String, Object> claims = new HashMap<>();
        AboutPerson about = AboutPerson.of(person.tenant(), user, context.getAuthorizedScopes());
        claims.put("sub", about.sub());
        claims.put("aud", context.getRegisteredClient().getClientId());
        claims.put("tenant", about.tenant());
        claims.put("auth_time", person.at().getEpochSecond());
        claims.put(
                IdTokenHint.SIGN_IN,
                Objects.requireNonNull(context.getAuthorization()).getId());
        putIfKnown(claims, "nonce", nonce(context.getAuthorization()));
        putIfKnown(claims, "name", about.name());
        putIfKnown(claims, "email", about.email());
        return jwt(signer.signStatement(claims, ID_TOKEN));
    }

    private static void putIfKnown(Map<String, Object> claims, String name, @Nullable String value) {
        if (value != null) {
            claims.put(name, value);
        }
    }

    private static @Nullable String nonce(@Nullable OAuth2Authorization authorization) {
        OAuth2AuthorizationRequest request =
                authorization == null ? null : authorization.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request == null
                ? null
                : (String) request.getAdditionalParameters().get("nonce");
    }

    private static SignedIn person(OAuth2TokenContext context) {
        Authentication somebody = context.getPrincipal();
        if (somebody != null && somebody.getPrincipal() instanceof SignedIn person) {
            return person;
        }
        throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }

    private User requireEntitled(SignedIn person) {
        return entitlements
                .find(person)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    }

    /** What was just signed, in the shape the authorization server hands tokens around in. */
    static Jwt jwt(String token) {
        try {
            var signed = SignedJWT.parse(token);
            var claims = signed.getJWTClaimsSet();
            return new Jwt(
                    token,
                    claims.getIssueTime().toInstant(),
                    claims.getExpirationTime().toInstant(),
                    signed.getHeader().toJSONObject(),
                    claims.getClaims());
        } catch (ParseException e) {
            throw new IllegalStateException("a token that was just signed cannot be read", e);
        }
    }
}
