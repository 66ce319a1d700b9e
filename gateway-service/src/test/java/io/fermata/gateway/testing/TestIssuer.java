package io.fermata.gateway.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** Signs tokens as identity-service does, and wrongly in every way a test asks for. */
public final class TestIssuer {
    public static final String URI = "https://issuer.test";

    private static final AtomicLong TOKENS = new AtomicLong();

    private final RSAKey key = newKey("k1");

    public String keySet() {
        return new JWKSet(key).toString();
    }

    public String token(String tenant, String subject) {
        return token(claims -> claims.claim("tenant", tenant).subject(subject));
    }

    public String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(header("k1").build(), change.apply(good()).build(), key);
    }

    public String token(JWSHeader header) {
        return signed(header, good().build(), key);
    }

    public String tokenOfAnotherKey(String keyId) {
        return signed(header(keyId).build(), good().build(), newKey(keyId));
    }

    public String tokenWithEmbeddedKey() {
        RSAKey stranger = newKey("k2");
        return signed(header("k2").jwk(stranger.toPublicJWK()).build(), good().build(), stranger);
    }

    public String unsigned() {
        return new PlainJWT(good().build()).serialize();
    }

    /** The public key used as a shared secret: accepted by verifiers that let the token choose the algorithm. */
    public String signedWithThePublicKeyAsSecret() throws JOSEException {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                .keyID("k1")
                .type(new JOSEObjectType("at+jwt"))
                .build();
        return signed(header, good().build(), new MACSigner(key.toRSAPublicKey().getEncoded()));
    }

    public static JWSHeader.Builder header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).type(new JOSEObjectType("at+jwt"));
    }

    private static JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .issuer(URI)
                .audience("fermata")
                .subject("user:usr_1")
                .claim("tenant", "acme")
                .claim("scope", "runs:read")
                .jwtID("tok_" + TOKENS.incrementAndGet())
                .expirationTime(in(Duration.ofMinutes(5)));
    }

    public static Date in(Duration duration) {
        return Date.from(Clock.systemUTC().instant().plus(duration));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            return signed(header, claims, new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
