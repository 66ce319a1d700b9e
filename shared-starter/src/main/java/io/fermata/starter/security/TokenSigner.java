package io.fermata.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.starter.ids.Ids;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/**
 * Signs the tokens of this service's own issuer (RS256, {@code typ} {@code at+jwt}). Present when
 * {@code fermata.signing.issuer} is set; the public keys are then served at {@code /oauth2/jwks}.
 */
public final class TokenSigner {
    /** No token outlives this, so a public key is published at least this long after its last use. */
    public static final Duration LONGEST_TTL = Duration.ofHours(1);

    private final String issuer;
    private final SigningKeys keys;
    private final Ids ids;
    private final Clock clock;

    TokenSigner(String issuer, SigningKeys keys, Ids ids, Clock clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
    }

    /** The {@code iss} of the tokens. */
    public String issuer() {
        return issuer;
    }

    /**
     * Signs with a new key from now on, in this replica; tokens of the old one stay valid until they expire.
     *
     * @return the new key's id
     */
    public String rotate() {
        return keys.replace().id();
    }

    /** An access token. */
    public String sign(TokenClaims claims) {
        return sign(TokenVerifier.ACCESS_TOKEN, content(claims));
    }

    /**
     * An OpenID Connect ID token, or another statement that is no access token: its type is {@code JWT}, so no service
     * of ours lets anybody in with it. {@link SignedStatements} recognises it.
     *
     * @param claims everything it says but {@code iss}, {@code jti}, {@code iat} and {@code exp}
     */
    public String signStatement(Map<String, Object> claims, Duration ttl) {
        JWTClaimsSet.Builder content = dated(ttl);
        claims.forEach(content::claim);
        return sign(JOSEObjectType.JWT, content.build());
    }

    private String sign(JOSEObjectType type, JWTClaimsSet content) {
        SigningKeys.Key key = keys.current();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(type)
                .keyID(key.id())
                .build();
        SignedJWT jwt = new SignedJWT(header, content);
        try {
            jwt.sign(key.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot sign with a key made for signing", e);
        }
        return jwt.serialize();
    }

    private JWTClaimsSet content(TokenClaims claims) {
        return dated(claims.ttl())
                .subject(claims.subject())
                .audience(claims.audience())
                .claim("tenant", claims.tenant().value())
                .claim("scope", String.join(" ", claims.scopes()))
                .claim("roles", claims.roles())
                .build();
    }

    private JWTClaimsSet.Builder dated(Duration ttl) {
        Instant now = clock.instant();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .jwtID(ids.next("tok"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)));
    }
}
