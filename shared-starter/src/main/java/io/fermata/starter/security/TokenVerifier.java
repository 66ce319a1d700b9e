package io.fermata.starter.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.TenantId;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks everything about a token that does not change with time. */
final class TokenVerifier {
    static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final Map<String, TrustedIssuer> issuers;
    private final Audience audience;

    TokenVerifier(Map<String, TrustedIssuer> issuers, Audience audience) {
        this.issuers = Map.copyOf(issuers);
        this.audience = audience;
    }

    VerifiedToken verify(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            require(isCanonical(jwt), "encoding");
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            checkSignature(jwt, claims);
            return read(claims);
        } catch (ParseException | JOSEException _) {
            // What the parser says may quote the token.
            throw new InvalidTokenException("not a signed token");
        }
    }

    /** One token is one text: padding, and bits that nobody reads, would make many of it. */
    private static boolean isCanonical(SignedJWT jwt) {
        return Stream.of(jwt.getParsedParts())
                .allMatch(part -> Base64URL.encode(part.decode()).toString().equals(part.toString()));
    }

    private void checkSignature(SignedJWT jwt, JWTClaimsSet claims) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        require(JWSAlgorithm.RS256.equals(header.getAlgorithm()), "algorithm");
        require(ACCESS_TOKEN.equals(header.getType()), "type");
        // Nothing critical is understood here; a key that came along with the token is never looked at.
        require(header.getCriticalParams() == null || header.getCriticalParams().isEmpty(), "critical header");
        require(header.getKeyID() != null, "key id");
        TrustedIssuer issuer = issuer(claims);
        RSAPublicKey key = issuer.keys()
                .find(header.getKeyID())
                .orElseThrow(() -> new InvalidTokenException("the token's key is not known"));
        require(jwt.verify(new RSASSAVerifier(key)), "signature");
        if (!issuer.maySpeakFor(claims.getSubject())) {
            throw new InvalidTokenException("the token's issuer may not speak for its subject");
        }
    }

    private TrustedIssuer issuer(JWTClaimsSet claims) {
        String name = claims.getIssuer();
        TrustedIssuer issuer = name == null ? null : issuers.get(name);
        if (issuer == null) {
            throw new InvalidTokenException("the token's issuer is not trusted");
        }
        return issuer;
    }

    private VerifiedToken read(JWTClaimsSet claims) throws ParseException {
        Caller caller = caller(claims);
        if (!audience.isIn(claims.getAudience(), caller.subject())) {
            throw new InvalidTokenException("the token's audience is not acceptable", caller);
        }
        Date expires = claims.getExpirationTime();
        require(expires != null, "expiry");
        Date notBefore = claims.getNotBeforeTime();
        return new VerifiedToken(
                caller,
                claims.getIssuer(),
                fingerprints(claims.getJWTID(), caller),
                notBefore == null ? Instant.EPOCH : notBefore.toInstant(),
                expires.toInstant());
    }

    /** Made once: the token is remembered with them. */
    private static List<String> fingerprints(@Nullable String tokenId, Caller caller) {
        return Stream.of(
                        "token:" + tokenId,
                        "subject:" + caller.subject(),
                        "tenant:" + caller.tenant().value())
                .map(Json::sha256)
                .toList();
    }

    private static Caller caller(JWTClaimsSet claims) throws ParseException {
        String subject = claims.getSubject();
        require(subject != null && !subject.isBlank(), "subject");
        String tenant = claims.getStringClaim("tenant");
        require(tenant != null && TenantId.isValid(tenant), "tenant");
        return new Caller(subject, new TenantId(tenant), permissions(claims.getStringClaim("scope")), roles(claims));
    }

    private static Set<String> permissions(@Nullable String scope) {
        // A scope named twice is no reason to refuse, which Set.of would do.
        return scope == null || scope.isBlank()
                ? Set.of()
                : new HashSet<>(List.of(scope.strip().split(" +")));
    }

    private static Set<String> roles(JWTClaimsSet claims) throws ParseException {
        List<String> roles = claims.getStringListClaim("roles");
        return roles == null ? Set.of() : new HashSet<>(roles);
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new InvalidTokenException("the token's " + what + " is not acceptable");
        }
    }
}
